/** The hub's mark: an open record book with a tick. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className="mark-ground" width="32" height="32" rx="8" />
      <path
        className="mark-book"
        d="M6 9.5c3-1.4 6.8-1.4 10 .6 3.2-2 7-2 10-.6v13c-3-1.4-6.8-1.4-10 .6-3.2-2-7-2-10-.6z"
      />
      <path className="mark-tick" d="m11.5 15.6 3.4 3.4 6.2-6.6" />
    </svg>
  );
}

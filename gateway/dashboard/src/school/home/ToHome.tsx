import { Navigate, useLocation } from 'react-router';

/** The bare address leads a school's people, and who serves schools, to what they have to do. */
export function ToHome() {
  const { search } = useLocation();
  return <Navigate to={`/my-school${search}`} replace />;
}

import { numbersOf } from '../format/number.js';
import type { ComplianceStatus, RiskCause, RuleState, TaskState } from '../generated/graphql.js';
import { namesVi } from './names.js';

/** What every page says, in Vietnamese; a page's own words stand in its folder. */
export const vi = {
  ...numbersOf('vi-VN'),
  language: 'vi' as Language,
  /** Of two wordings that the graph gives, the one in this language. */
  pick: (inVietnamese: string, _inEnglish: string): string => inVietnamese,
  product: 'Học Bạ Hub',
  tagline: 'Tiến độ triển khai học bạ số',
  skip: 'Chuyển đến nội dung',
  retry: 'Thử lại',
  loading: 'Đang tải…',

  shell: {
    menu: 'Mở danh mục',
    close: 'Đóng',
    nav: 'Danh mục',
    notFound: 'Không có trang này',
    notFoundWhy: 'Địa chỉ sai, hoặc trang này không dành cho vai trò của bạn.',
    home: 'Về trang đầu',
    broken: 'Trang này gặp lỗi',
    brokenWhy: 'Phần còn lại vẫn dùng được. Nếu lỗi lặp lại, hãy báo cho người quản trị.',
    group: { watch: 'Theo dõi', act: 'Xử lý', report: 'Báo cáo', school: 'Trường' },
  },

  preferences: {
    language: 'Ngôn ngữ',
    theme: 'Giao diện',
    system: 'Theo máy',
    light: 'Sáng',
    dark: 'Tối',
  },

  header: {
    synthetic: 'Dữ liệu giả',
    syntheticWhy: 'Có trường trong số liệu này là dữ liệu giả, không dùng để báo cáo',
    simulated: 'Giờ mô phỏng',
    simulatedWhy: 'Hạn và trạng thái được tính theo giờ này, không theo giờ thật',
    clock: 'Giờ hệ thống',
    signOut: 'Đăng xuất',
    role: (role: string): string => namesVi.roles[role] ?? role,
    schools: (first: string, others: number): string =>
      others === 0 ? first : `${first} và ${others} trường khác`,
    schoolYear: (year: string): string => `năm học ${year}`,
  },

  live: {
    connecting: 'Đang kết nối…',
    live: 'Trực tiếp',
    liveWhy: 'Thay đổi hiện ra ngay khi được ghi nhận',
    lost: (since: string): string => `Mất kết nối từ ${since} (giờ máy)`,
    lostWhy: 'Số liệu trên màn hình có thể đã cũ; đang tự kết nối lại',
    catchingUp: 'Đang bắt kịp…',
    caughtUp: (missed: number): string =>
      missed === 0 ? 'Đã bắt kịp, không có thay đổi nào bị lỡ' : `Đã bắt kịp ${missed} thay đổi`,
    restarted: 'Đã tải lại toàn bộ: các thay đổi trong lúc mất kết nối quá cũ, không còn trong nhật ký',
    refused: 'Không trực tiếp',
    refusedWhy: 'Vai trò này không được theo dõi trực tiếp; số liệu tự tải lại mỗi phút',
    reconnect: 'Kết nối lại ngay',
    changed: (school: string, before: string | null, after: string, score: string): string =>
      before === null || before === after
        ? `${school}: ${after}, ${score}`
        : `${school}: từ ${before} thành ${after}, ${score}`,
    changedSomewhere: 'Số liệu của quận vừa thay đổi',
    changedMany: (count: number): string => `${count} trường vừa thay đổi`,
  },

  status: {
    COMPLIANT: 'Đúng tiến độ',
    AT_RISK: 'Có nguy cơ',
    LATE: 'Chậm',
    UNKNOWN: 'Chưa có dữ liệu',
    EXCLUDED: 'Ngoài phạm vi',
  } satisfies Record<ComplianceStatus, string>,
  statusWhy: {
    COMPLIANT: 'Mọi tiêu chí đến hạn đều đạt',
    AT_RISK: 'Chưa chậm, nhưng có dấu hiệu sẽ chậm',
    LATE: 'Có tiêu chí quá hạn chưa đạt',
    UNKNOWN: 'Chưa đủ số liệu để đánh giá',
    EXCLUDED: 'Không có cấp tiểu học hoặc đã giải thể',
  } satisfies Record<ComplianceStatus, string>,
  ruleState: {
    MET: 'Đạt',
    UNMET: 'Chưa đạt',
    UNKNOWN: 'Chưa có dữ liệu',
    NOT_APPLICABLE: 'Không áp dụng',
  } satisfies Record<RuleState, string>,
  risk: {
    GATE_DUE_SOON: (until) => `Sắp đến hạn${until === null ? '' : ` ${until}`}`,
    PACE: () => 'Tốc độ không đủ để kịp hạn',
    BLOCKER: () => 'Còn vướng mắc nghiêm trọng',
    CERTIFICATE_EXPIRES: (until) => `Chứng thư số hết hạn sớm${until === null ? '' : `, ${until}`}`,
    STALE: () => 'Quá 7 ngày chưa cập nhật',
    RETURNED_UNTOUCHED: () => 'Mục bị trả lại chưa sửa',
  } satisfies Record<RiskCause, (until: string | null) => string>,
  taskState: {
    PLANNED: 'Chưa bắt đầu',
    IN_PROGRESS: 'Đang làm',
    DONE: 'Đã xong',
    CONFIRMED: 'Đã xác nhận',
    CANCELLED: 'Đã hủy',
  } satisfies Record<TaskState, string>,

  overview: {
    title: 'Toàn quận',
    forbidden: 'Vai trò của bạn không được xem số liệu toàn quận; bên dưới là phần được xem.',
    filterBy: 'trường. Lọc bảng trường.',
    scopeTitle: 'Phạm vi và điều kiện',
    inScope: 'Trường trong phạm vi',
    ready: 'Đủ điều kiện triển khai',
    declared: 'Trường đã khai báo',
    verified: 'Phòng đã xác nhận',
    waiting: (count: number): string => `${count} trường khai báo đủ, đang chờ xác nhận`,
    averageScore: 'Điểm trung bình',
    staleSince: (since: string): string => `Số liệu chưa được cập nhật từ ${since}`,
    asOf: (at: string): string => `Số liệu lúc ${at}`,
  },

  unmet: {
    title: 'Còn thiếu nhiều nhất',
    none: 'Không tiêu chí nào đang thiếu.',
    schools: (count: number): string => `${count} trường`,
    filterBy: (title: string): string => `Chỉ hiện các trường chưa đạt: ${title}`,
    clause: (clause: string): string => `Điều ${clause}`,
    points: (points: string): string => `mất ${points} điểm`,
  },

  changes: {
    title: 'Vừa thay đổi',
    none: 'Chưa có thay đổi nào từ khi mở trang. Thay đổi sẽ hiện ở đây ngay khi được ghi nhận.',
    someSchool: 'Một trường trong quận',
    cause: (rule: string, clause: string): string => `Do ${rule} · điều ${clause}`,
  },

  timeline: {
    title: 'Tiến độ kế hoạch',
    today: 'Hôm nay',
    due: (date: string): string => `Hạn ${date}`,
    extended: (from: string): string => `gia hạn từ ${from}`,
    planned: (from: string, to: string): string => `Kế hoạch ${from} – ${to}`,
    notStarted: 'Chưa bắt đầu',
    running: (from: string): string => `Thực hiện từ ${from}`,
    done: (from: string, to: string): string => `Thực hiện ${from} – ${to}`,
    overdue: (days: number): string => `Quá hạn ${days} ngày`,
    lead: 'Chủ trì',
    coordinating: 'Phối hợp',
    noCoordinating: 'không có',
    printed: 'Thời gian trong văn bản',
    product: 'Sản phẩm',
    clauses: 'Căn cứ',
    extensions: 'Gia hạn',
    extension: (from: string, to: string): string => `${from} → ${to}`,
    legend: { planned: 'Kế hoạch', extended: 'Gia hạn', actual: 'Thực tế', overdue: 'Quá hạn', due: 'Hạn' },
    empty: 'Kế hoạch chưa có nhiệm vụ nào.',
  },

  table: {
    title: 'Các trường',
    caption: 'Trường, trạng thái, điểm, số ngày chậm và tiêu chí thiếu nhiều nhất',
    school: 'Trường',
    ward: 'Phường',
    status: 'Trạng thái',
    score: 'Điểm',
    late: 'Chậm',
    ready: 'Điều kiện',
    updated: 'Cập nhật',
    missing: 'Thiếu nhiều nhất và cách khắc phục',
    search: 'Tìm trường theo tên hoặc mã, không cần dấu',
    onlyRule: (rule: string): string => `Chưa đạt ${rule}`,
    dropFilter: (what: string): string => `Bỏ lọc: ${what}`,
    clear: 'Bỏ mọi bộ lọc',
    daysLate: (days: number): string => `${days} ngày`,
    notLate: 'không chậm',
    declared: 'Đã khai báo',
    verified: 'Đã xác nhận',
    notReady: 'Chưa đủ',
    nothingMissing: 'Không thiếu tiêu chí nào',
    outOfScope: 'Không phải thực hiện kế hoạch',
    more: (count: number): string => `${count} tiêu chí khác`,
    less: 'Thu gọn',
    linesOf: (school: string): string => `Các tiêu chí chưa đạt của ${school}`,
    progress: (done: string, whole: string): string => `${done}/${whole}`,
    due: (date: string): string => `hạn ${date}`,
    lostPoints: (points: string): string => `mất ${points} điểm`,
    unnamed: (code: string): string => `Trường ${code}`,
    nameMissing: 'Tên trường hiện không lấy được',
    syntheticTag: 'giả',
    changed: 'vừa đổi',
    stale: (since: string): string => `chưa cập nhật từ ${since}`,
    range: (from: number, to: number, total: number): string => `${from}–${to} trên ${total} trường`,
    previous: 'Trang trước',
    next: 'Trang sau',
    perPage: 'Số trường mỗi trang',
    reordered: 'Thứ tự đã đổi theo số liệu mới.',
    applyOrder: 'Xếp lại',
    empty: 'Không có trường nào khớp bộ lọc.',
    emptyAll: 'Chưa có trường nào trong danh bạ.',
    sortBy: (column: string): string => `Sắp xếp theo ${column}`,
  },

  problem: {
    unreachable: 'Không liên lạc được với hệ thống',
    partDown: (parts: string): string => `Phần ${parts} không trả lời`,
    forbidden: 'Vai trò của bạn không được xem phần này',
    tooMuch: 'Yêu cầu vượt giới hạn của hệ thống',
    refused: 'Hệ thống không chấp nhận',
    internal: 'Hệ thống gặp lỗi',
    requestId: (id: string): string => `mã yêu cầu ${id}`,
    since: (at: string): string => `từ ${at} (giờ máy)`,
    kept: (at: string): string => `Đang hiện số liệu lúc ${at}.`,
    keptHere: (at: string): string =>
      `Không có mạng, chưa hỏi được hệ thống: đang hiện những gì máy này giữ lại lúc ${at}.`,
    partial: 'Phần còn lại vẫn hiện.',
    nothing: 'Chưa lấy được số liệu.',
    part: (subgraph: string): string => namesVi.parts[subgraph] ?? subgraph,
  },

  signIn: { expired: 'Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại.' },
};

export type Language = 'vi' | 'en';
/** What every page says, in whichever language. */
export type Texts = typeof vi;

/** What the graph names by a key: roles of people, and parts of the hub. */
interface Names {
  readonly roles: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, string>>;
}

export const namesVi: Names = {
  roles: {
    district_officer: 'Chuyên viên Phòng',
    district_head: 'Lãnh đạo Phòng',
    inspector: 'Cán bộ kiểm tra',
    school_admin: 'Quản trị viên trường',
    principal: 'Hiệu trưởng',
    reporting_tool: 'Công cụ báo cáo',
    provider: 'Đơn vị cung cấp',
    city_viewer: 'Sở GD&ĐT (chỉ xem)',
  },
  parts: {
    schools: '“Danh bạ trường”',
    readiness: '“Điều kiện sẵn sàng”',
    training: '“Tập huấn”',
    records: '“Hồ sơ học bạ”',
    rollout: '“Kế hoạch và tiến độ”',
  },
};

export const namesEn: Names = {
  roles: {
    district_officer: 'District officer',
    district_head: 'Head of the office',
    inspector: 'Inspector',
    school_admin: 'School administrator',
    principal: 'Principal',
    reporting_tool: 'Reporting tool',
    provider: 'Service provider',
    city_viewer: 'City department (read only)',
  },
  parts: {
    schools: '“Register of schools”',
    readiness: '“Readiness”',
    training: '“Training”',
    records: '“Records”',
    rollout: '“Plan and progress”',
  },
};

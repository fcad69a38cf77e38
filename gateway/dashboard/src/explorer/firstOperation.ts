/** What a newcomer finds in the editor. */
export const firstOperation = `# Học Bạ Hub: GraphQL
#
# Bạn đang hỏi với phiên đăng nhập của trang chính (/). Dùng mã (token): điền {"Authorization": "Bearer …"} vào thẻ Headers.
# You ask as whoever is signed in at the dashboard (/). For a token, put {"Authorization": "Bearer …"} into the Headers tab.
# Ctrl-Enter: chạy / run.

query ToanQuan {
  me { name role now isSimulatedTime }
  districtOverview {
    counts { status count }
    inScope { numerator denominator percent }
    readyDeclared { numerator denominator percent }
    readyVerified { numerator denominator percent }
    topUnmet { rule clause titleVi schools }
  }
}
`;

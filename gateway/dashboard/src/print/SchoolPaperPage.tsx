import { useParams, useSearchParams } from 'react-router';

import './print.css';
import { day, dayAndMinute } from '../format/date.js';
import { PrintedSchoolDocument, type PrintedSchoolQuery } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { bodyAbove, Paper } from './Paper.js';
import { PrintButton } from './PrintButton.js';
import { printTexts } from './texts.js';
import { paper, paperNumber, paperPercent } from './words.js';

type School = NonNullable<PrintedSchoolQuery['school']>;
type Compliance = NonNullable<School['compliance']>;

/** A school's sheet as a paper to sign: every requirement with its clause, what is missing and until when. */
export function SchoolPaperPage() {
  const texts = useTexts(printTexts);
  const { code = '' } = useParams();
  const [params] = useSearchParams();
  const part = usePart(PrintedSchoolDocument, { code, asOf: params.get('luc') });
  const { school, timeline, district } = part.data ?? {};
  return (
    <>
      <PageHead title={texts.school} lead={texts.lead}>
        {school?.compliance != null && <PrintButton />}
      </PageHead>
      <PartNotice part={part} />
      {part.data === undefined && part.problem === null && <Skeleton lines={14} />}
      {part.data !== undefined && school?.compliance == null && <p className="empty">{texts.noSchool}</p>}
      {school?.compliance != null && timeline !== undefined && (
        <Paper
          above={bodyAbove(district?.organisations, timeline.plan.unit.code)}
          unit={timeline.plan.unit.nameVi}
          kind={null}
          title="PHIẾU THEO DÕI TRIỂN KHAI HỌC BẠ SỐ"
          about={
            <>
              {school.name ?? school.code}
              <br />
              Năm học {timeline.plan.schoolYear}, số liệu tính đến {dayAndMinute(school.compliance.asOf)}
            </>
          }
          at={school.compliance.asOf}
          isSynthetic={school.isSynthetic === true}
          recipients={[school.name ?? school.code, 'Lãnh đạo Phòng']}
        >
          <Facts school={school} compliance={school.compliance} />
          <Lines compliance={school.compliance} />
          <ToDo compliance={school.compliance} />
        </Paper>
      )}
    </>
  );
}

function Facts({ school, compliance }: { school: School; compliance: Compliance }) {
  const { headcount, ward, people } = school;
  const principal = people?.find(({ role }) => role === 'PRINCIPAL') ?? people?.[0];
  return (
    <>
      <h3>I. Thông tin chung</h3>
      <p>
        Mã trường: {school.code}. {ward?.name != null && `Phường: ${ward.name}. `}
        {headcount != null &&
          `Cán bộ quản lý: ${headcount.managers}; giáo viên: ${headcount.teachers}; nhân viên: ${headcount.staff}. `}
        {principal !== undefined &&
          `Người liên hệ: ${principal.name}${principal.phone === null ? '' : `, điện thoại ${principal.phone}`}.`}
      </p>
      <p>
        Tình trạng: <strong>{paper.status[compliance.status]}</strong>
        {compliance.daysLate > 0 && ` (${compliance.daysLate} ngày)`}. Điểm:{' '}
        <strong>{paperPercent(compliance.score)}</strong>. Đủ điều kiện theo khai báo:{' '}
        {compliance.readyDeclared ? 'có' : 'chưa'}; đã xác minh: {compliance.readyVerified ? 'có' : 'chưa'}.
        {compliance.staleSince !== null &&
          ` Số liệu chưa được cập nhật từ ${dayAndMinute(compliance.staleSince)}.`}
      </p>
    </>
  );
}

function Lines({ compliance }: { compliance: Compliance }) {
  return (
    <>
      <h3>II. Kết quả theo tiêu chí</h3>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">TT</th>
            <th scope="col">Tiêu chí</th>
            <th scope="col">Điều khoản</th>
            <th scope="col">Kết quả</th>
            <th scope="col">Hạn</th>
            <th scope="col">Điểm mất</th>
          </tr>
        </thead>
        <tbody>
          {compliance.lines.map((line, index) => (
            <tr key={line.rule} data-rule={line.rule}>
              <td className="paper-figure">{index + 1}</td>
              <td>
                {line.titleVi}
                {line.gate && ' (*)'}
              </td>
              <td>{line.clause}</td>
              <td>
                {paper.ruleState[line.state]}
                {line.denominator > 1 && ` ${paperNumber(line.numerator)}/${paperNumber(line.denominator)}`}
                {line.daysLate > 0 && `, chậm ${line.daysLate} ngày`}
                {line.doneLate && ', hoàn thành muộn'}
              </td>
              <td className="paper-figure">
                {day(line.due)}
                {line.due !== line.originalDue && ` (gốc ${day(line.originalDue)})`}
              </td>
              <td className="paper-figure">{line.pointsLost === 0 ? '' : paperNumber(line.pointsLost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="paper-note">(*) Điều kiện bắt buộc để trường đủ điều kiện triển khai.</p>
    </>
  );
}

function ToDo({ compliance }: { compliance: Compliance }) {
  const missing = compliance.lines.filter(
    ({ state, inForce }) => inForce && (state === 'UNMET' || state === 'UNKNOWN'),
  );
  return (
    <>
      <h3>III. Việc cần làm</h3>
      {missing.length === 0 && <p>Trường đã đạt mọi tiêu chí đang có hiệu lực.</p>}
      <ol className="paper-todo">
        {missing.map(({ rule, fixVi, clause, clauseText, due }) => (
          <li key={rule}>
            {fixVi} Hạn: {day(due)}.
            <br />
            <em>
              Căn cứ {clause}: “{clauseText}”
            </em>
          </li>
        ))}
      </ol>
    </>
  );
}

import { useSearchParams } from 'react-router';

import './print.css';
import { day, dayAndMinute } from '../format/date.js';
import { PrintedReportDocument, type PrintedReportQuery } from '../generated/graphql.js';
import { usePart } from '../graph/usePart.js';
import { PartNotice } from '../parts/PartNotice.js';
import { Skeleton } from '../parts/Skeleton.js';
import { PageHead } from '../shell/PageHead.js';
import { useTexts } from '../texts/index.js';
import { bodyAbove, Paper } from './Paper.js';
import { PrintButton } from './PrintButton.js';
import { printTexts } from './texts.js';
import { paper, paperNumber, paperPercent } from './words.js';

/** The district's progress report as a paper to sign: totals, tasks, what is missing most, and every school. */
export function ReportPaperPage() {
  const texts = useTexts(printTexts);
  const [params] = useSearchParams();
  const part = usePart(PrintedReportDocument, { asOf: params.get('luc') });
  const { data } = part;
  return (
    <>
      <PageHead title={texts.report} lead={texts.lead}>
        {data !== undefined && <PrintButton />}
      </PageHead>
      <PartNotice part={part} />
      {data === undefined && part.problem === null && <Skeleton lines={14} />}
      {data !== undefined && (
        <Paper
          above={bodyAbove(data.district?.organisations, data.timeline.plan.unit.code)}
          unit={data.timeline.plan.unit.nameVi}
          kind="BC"
          title="BÁO CÁO"
          about={
            <>
              Tiến độ triển khai học bạ số, năm học {data.timeline.plan.schoolYear}
              <br />
              (Số liệu tính đến {dayAndMinute(data.districtOverview.asOf)})
            </>
          }
          at={data.districtOverview.asOf}
          isSynthetic={data.districtOverview.isSynthetic}
          recipients={[
            'Sở GD&ĐT (để báo cáo)',
            'UBND quận (để báo cáo)',
            'Các trường trong phạm vi kế hoạch',
          ]}
        >
          <p className="paper-words">
            Thực hiện {data.timeline.plan.title}
            {data.timeline.plan.number !== null && ` (số ${data.timeline.plan.number})`}, Phòng Giáo dục và
            Đào tạo báo cáo tiến độ như sau:
          </p>
          <Totals overview={data.districtOverview} />
          <Tasks tasks={data.timeline.tasks} />
          <Missing overview={data.districtOverview} />
          <Schools compliance={data.compliance} />
        </Paper>
      )}
    </>
  );
}

type Overview = PrintedReportQuery['districtOverview'];

function Totals({ overview }: { overview: Overview }) {
  const shares = [
    ['Trường thuộc phạm vi, trên số đã đăng ký', overview.inScope],
    ['Đủ điều kiện theo khai báo', overview.readyDeclared],
    ['Đủ điều kiện đã xác minh', overview.readyVerified],
  ] as const;
  return (
    <>
      <h3>I. Kết quả chung</h3>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">Nội dung</th>
            <th scope="col">Số lượng</th>
            <th scope="col">Tỉ lệ</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(([name, share]) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="paper-figure">
                {paperNumber(share.numerator)}/{paperNumber(share.denominator)}
              </td>
              <td className="paper-figure">{paperPercent(share)}</td>
            </tr>
          ))}
          <tr>
            <td>Điểm trung bình của các trường có điểm</td>
            <td className="paper-figure">–</td>
            <td className="paper-figure">{paperPercent(overview.averageScore)}</td>
          </tr>
          {overview.counts.map(({ status, count }) => (
            <tr key={status} data-status={status}>
              <td>Số trường: {paper.status[status].toLocaleLowerCase('vi')}</td>
              <td className="paper-figure">{count}</td>
              <td className="paper-figure">–</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Tasks({ tasks }: { tasks: PrintedReportQuery['timeline']['tasks'] }) {
  return (
    <>
      <h3>II. Các nhiệm vụ của kế hoạch</h3>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">TT</th>
            <th scope="col">Nhiệm vụ</th>
            <th scope="col">Hạn</th>
            <th scope="col">Trạng thái</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map(({ id, titleVi, due, state, isOverdue, daysOverdue }) => (
            <tr key={id}>
              <td>{id}</td>
              <td>{titleVi}</td>
              <td className="paper-figure">{day(due)}</td>
              <td>
                {paper.taskState[state]}
                {isOverdue && `, quá hạn ${daysOverdue} ngày`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Missing({ overview }: { overview: Overview }) {
  return (
    <>
      <h3>III. Tiêu chí còn nhiều trường chưa đạt</h3>
      {overview.topUnmet.length === 0 && <p>Không còn tiêu chí chưa đạt.</p>}
      <ul className="paper-list">
        {overview.topUnmet.map(({ rule, titleVi, clause, schools }) => (
          <li key={rule}>
            - {titleVi} ({clause}): {schools} trường;
          </li>
        ))}
      </ul>
    </>
  );
}

function Schools({ compliance }: { compliance: PrintedReportQuery['compliance'] }) {
  return (
    <>
      <h3>IV. Tình hình từng trường</h3>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">TT</th>
            <th scope="col">Trường</th>
            <th scope="col">Phường</th>
            <th scope="col">Tình trạng</th>
            <th scope="col">Điểm</th>
            <th scope="col">Tiêu chí chưa đạt</th>
          </tr>
        </thead>
        <tbody>
          {compliance.nodes.map(({ school, status, score, daysLate, lines }, index) => (
            <tr key={school.code} data-school={school.code}>
              <td className="paper-figure">{index + 1}</td>
              <td>{school.name ?? school.code}</td>
              <td>{school.ward?.name}</td>
              <td>
                {paper.status[status]}
                {daysLate > 0 && ` ${daysLate} ngày`}
              </td>
              <td className="paper-figure">{paperPercent(score)}</td>
              <td>
                {lines
                  .filter(({ state, inForce }) => inForce && (state === 'UNMET' || state === 'UNKNOWN'))
                  .map(({ rule }) => rule)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {compliance.totalCount > compliance.nodes.length && (
        <p className="paper-note">
          Bảng in {compliance.nodes.length} trên {compliance.totalCount} trường; danh sách đầy đủ ở tệp Excel
          kèm theo.
        </p>
      )}
    </>
  );
}

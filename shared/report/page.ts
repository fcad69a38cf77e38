import {
  headLines,
  localInstant,
  reportWords,
  schoolRow,
  totalLines,
  type ProgressReport,
} from './progress.js';

type Shown = string | number | null;

/** The report as one HTML page without scripts or outside references, laid out for printing as PDF on A4. */
export function progressHtml(report: ProgressReport, checksum: string): Buffer {
  const { plan, unit } = report;
  const [, month = '', year = ''] = localInstant(report.dataAsOf).split('/');
  const html = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>${escaped(reportWords.title)} – ${escaped(unit.nameVi)}</title>
<style>${style}</style>
</head>
<body>
<header><p class="unit">${escaped(unit.nameVi.toUpperCase())}</p>
<h1>${escaped(reportWords.title)}</h1>
<p>${escaped(plan.title)}</p>
<p>Năm học ${escaped(plan.schoolYear)} · Số liệu tính đến ${escaped(localInstant(report.dataAsOf))}</p>
${report.isSynthetic ? `<p class="synthetic">${escaped(reportWords.synthetic)}</p>` : ''}</header>
<h2>I. Tổng hợp</h2>
${table(['Nội dung', 'Số lượng', 'Tổng', 'Tỉ lệ (%)'], totalLines(report))}
<h2>II. Các trường</h2>
${table(reportWords.schoolHeaders, report.schools.map(schoolRow))}
<h2>III. Tiêu chí chưa đạt</h2>
${table(
  reportWords.ruleHeaders,
  report.rules.map(({ id, clause, titleVi, unmetSchools }) => [id, clause, titleVi, unmetSchools]),
)}
<section class="signatures">
<div><strong>${escaped(reportWords.preparedBy)}</strong><br><em>${escaped(reportWords.signHint)}</em></div>
<div><em>Ngày ….. tháng ${escaped(month)} năm ${escaped(year)}</em><br><strong>${escaped(reportWords.signedBy)}</strong><br><em>${escaped(reportWords.stampHint)}</em></div>
</section>
<footer>${headLines(report, checksum)
    .map(([label, value]) => `${escaped(label)}: ${escaped(value)}`)
    .join(' · ')}</footer>
</body>
</html>
`;
  return Buffer.from(html, 'utf8');
}

const style = `
@page { size: A4 landscape; margin: 15mm 12mm; }
body { font: 11pt "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff; margin: 0 auto; max-width: 273mm; }
header { text-align: center; } header p { margin: 2pt 0; } .unit { text-align: left; font-weight: bold; }
h1 { font-size: 15pt; margin: 6pt 0; } h2 { font-size: 12pt; margin: 12pt 0 4pt; break-after: avoid; }
.synthetic { font-weight: bold; border: 1pt solid #000; display: inline-block; padding: 2pt 8pt; }
table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left; font-size: 9.5pt; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.signatures { display: flex; justify-content: space-around; text-align: center; margin-top: 18pt; min-height: 90pt; break-inside: avoid; }
footer { font-size: 8pt; margin-top: 12pt; word-break: break-all; }
`;

function table(headers: readonly string[], rows: readonly (readonly Shown[])[]): string {
  const head = headers.map((header) => `<th scope="col">${escaped(header)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function cell(value: Shown): string {
  if (typeof value === 'number') return `<td class="number">${String(value).replace('.', ',')}</td>`;
  return `<td>${escaped(value ?? '')}</td>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

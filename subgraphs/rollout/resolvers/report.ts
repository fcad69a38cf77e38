import { Arg, Ctx, Query, Resolver } from 'type-graphql';

import type { RolloutContext } from '../context.js';
import { exportReport } from '../service/report.js';
import { ExportReportInput, ReportFile } from '../types/report.js';

@Resolver(() => ReportFile)
export class ReportResolver {
  @Query(() => ReportFile, {
    description:
      "Xuất báo cáo. The report to the city as a file, with totals equal to the graph's, signature block and checksum; the office's, and a reporting tool's that was granted the whole district. LIMIT_EXCEEDED where the file passes 2 MB.",
  })
  async exportReport(
    @Arg('input', () => ExportReportInput, { description: 'Báo cáo cần xuất.' }) input: ExportReportInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<ReportFile> {
    const { bytes, ...file } = await exportReport(session, input);
    return { ...file, size: bytes.length, content: bytes.toString('base64') };
  }
}

export { jsonReport } from './json.ts';
export { markdownReport, verdict } from './markdown.ts';
export { countObjects, describeCounts, describeNotices, hasLosses, isReport, noticeKinds, type ImportReport, type ObjectCounts } from './report.ts';

/** Documents as the hub's own page, tools and schools send them: honest traffic, and what hostile traffic is made from. */
export const honestDocuments: readonly string[] = [
  '{ me { subject name role schools { code name } } }',
  '{ districtOverview { counts { status count } readyDeclared { numerator denominator percent } topUnmet { rule schools } staleSince } }',
  `{ compliance(first: 50) { totalCount pageInfo { hasNextPage endCursor } nodes { status daysLate score { percent }
     school { code name ward { name } } lines { rule clause clauseText state numerator denominator due fixVi } } } }`,
  '{ timeline { tasks { id titleVi state plannedStart originalDue } } }',
  '{ schools(filter: { search: "mau 0" }, first: 20) { totalCount nodes { code name kind headcount { teachers } checklist { declared { percent } } } } }',
  '{ changes(first: 100) { nodes { cursor type at school { code name } data } pageInfo { endCursor hasNextPage } } }',
  '{ recordProgress { eligible byState { state count } } signatureCoverage { at } trainingCompletion { schools } }',
  '{ difficulties(first: 20) { nodes { id category state description replies { message at } school { name } } } }',
];

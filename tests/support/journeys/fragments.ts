/** All that the five subgraphs say of one school. */
export const SCHOOL_IN_FULL = `
  fragment Share on Ratio { numerator denominator percent }
  fragment Item on ChecklistItem {
    key id section clause rule gate kind titleVi state version declaredBy submittedAt verifiedBy verifiedAt note returnReason
    value { kind bool count numerator denominator date number text }
  }
  fragment Stamp on Certificate { id serial issuer kind state isValid validFrom validTo declaredBy declaredAt decidedBy reason }
  fragment Trained on TrainingCompletion {
    schools schoolsUnreported citySessions updatedAt
    managers { ...Share } teachers { ...Share } staff { ...Share } total { ...Share }
    byGroup { group people trained share { ...Share } }
    sessions { id organiser heldOn topic recordedAt newlyTrained { managers teachers staff } }
  }
  fragment Records on RecordProgress {
    schoolYear eligible deferred unreported updatedAt accepted { ...Share }
    byState { state count }
    grades { grade version eligible deferred updatedAt accepted { ...Share } byState { state count } }
  }
  fragment Standing on SchoolCompliance {
    asOf evaluatedAt lastUpdateAt staleSince status daysLate readyDeclared readyVerified score { ...Share }
    lines {
      rule clause clauseText titleVi state gate inForce weight numerator denominator pointsLost due originalDue daysLate doneLate missing
      atRiskBecause fix
    }
    risks { cause rule subject since until daysLeft gained remaining }
  }
  fragment SchoolInFull on School {
    code name kind ownership status hasPrimary isSynthetic ward { code name }
    headcount { asOf managers teachers staff homeroomInScope }
    enrolment { grade classes pupils inScope }
    providers { code name services }
    checklist { template version isSubmitted declared { ...Share } verified { ...Share } counts { state count } items { ...Item } }
    signatures { asOf managers { ...Share } teachers { ...Share } }
    organisationCertificate { ...Stamp }
    certificates { ...Stamp }
    workingGroup { decisionNumber decisionDate version members { name role } }
    plan { number date duties { id titleVi person } }
    communications { audiences missing activities { id heldOn audiences description } }
    training { ...Trained }
    records { ...Records }
    compliance { ...Standing }
    difficulties { id category severity state description daysOpen replies { message state authorRole } }
  }`;

/** The school as the officer's list has it. */
export const SCHOOL_IN_SHORT = `
  fragment SchoolInShort on School { code name ward { name } isSynthetic }`;

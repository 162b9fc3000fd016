// How many tests a runner's own JSON report says have passed, failed and been skipped.

/** Vitest: a file that could not even be loaded holds no test, and counts as one failure. */
export function vitestCount(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(isFailed),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright: a flaky test is a failed one here (there are no retries); errors outside tests count as well. */
export function playwrightCount({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

function isFailed(test) {
  return test.status === "failed";
}

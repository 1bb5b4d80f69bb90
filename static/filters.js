/* What htmx leaves to us when it swaps the results: a focus whose element is gone, and failures. */
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) {
    document.querySelector("#results-title")?.focus({ preventScroll: true });
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => {
    location.assign(detail.pathInfo.finalRequestPath ?? detail.pathInfo.requestPath);
  });
}

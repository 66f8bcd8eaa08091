// Streamlit's "Skip to main content" leads to a part of the page that begins with our own bar; here it leads past that, to
// what the page is about.
export function skipBar() {
  const skip = (event) => {
    const content = event.target.closest?.("[data-testid=stSkipToContent]") && document.querySelector(CONTENT);
    if (!content) return;
    event.preventDefault();
    content.tabIndex = -1;
    content.style.outline = "none"; // the next Tab is what is seen
    content.focus({ preventScroll: true });
  };
  document.addEventListener("click", skip);
  return () => document.removeEventListener("click", skip);
}

const CONTENT = ".st-key-stage, .st-key-page";

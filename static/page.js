/** Tools of a page that need a script: copying a text and printing. Without it they stay hidden. */

const said = document.querySelector("output");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "已复制。";
    } catch {
      said.textContent = "浏览器不允许复制，请选中文字后自行复制。";
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Browsers that cannot unfold by style sheet get what belongs on paper unfolded.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.qr")) folded.open = true;
});

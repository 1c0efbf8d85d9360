// Compares a chosen PDF with the document's fingerprint in the browser, so that the file never leaves it.
const borang = document.querySelector("form[data-cocokkan]");
const sidik = borang?.dataset.cocokkan;

if (borang && sidik && window.crypto?.subtle) {
  const pilih = borang.querySelector("input[type=file]");
  const bantu = borang.querySelector(".bantu");
  bantu.textContent = "Sidik dihitung di peramban Anda. Berkas tidak dikirim.";
  const periksa = async () => {
    const berkas = pilih.files[0];
    if (!berkas) return;
    const hitung = await crypto.subtle.digest("SHA-256", await berkas.arrayBuffer());
    const heks = Array.from(new Uint8Array(hitung), (b) => b.toString(16).padStart(2, "0")).join("");
    const hasil = heks === sidik ? "cocok" : "berubah";
    document.querySelectorAll("[data-hasil]").forEach((x) => {
      x.hidden = x.dataset.hasil !== hasil;
    });
  };
  pilih.addEventListener("change", periksa);
  borang.addEventListener("submit", (e) => {
    e.preventDefault();
    periksa();
  });
}

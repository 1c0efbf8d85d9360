// Small conveniences on top of pages that work without them. One listener per event; nothing here decides anything.
(() => {
  "use strict";
  const akar = document.documentElement;
  akar.classList.add("js");

  // -- toasts: closable; plain news leaves by itself, errors stay until closed
  const siap = new WeakSet();
  function siapkanRoti(roti) {
    if (siap.has(roti)) return;
    siap.add(roti);
    const tutup = roti.querySelector("[data-tutup-roti]");
    if (tutup) tutup.hidden = false;
    if (roti.dataset.roti === "tetap") return;
    let sisa = setTimeout(() => roti.remove(), 9000);
    const tahan = () => clearTimeout(sisa);
    const lepas = () => { tahan(); sisa = setTimeout(() => roti.remove(), 4000); };
    for (const peristiwa of ["mouseenter", "focusin"]) roti.addEventListener(peristiwa, tahan);
    for (const peristiwa of ["mouseleave", "focusout"]) roti.addEventListener(peristiwa, lepas);
  }
  document.querySelectorAll("[data-roti]").forEach(siapkanRoti);

  function kabarkan(kalimat) {
    const roti = document.createElement("div");
    roti.className = "roti";
    roti.dataset.roti = "tetap";
    const isi = document.createElement("span");
    isi.textContent = kalimat;
    const tutup = document.createElement("button");
    tutup.type = "button";
    tutup.className = "roti-tutup";
    tutup.dataset.tutupRoti = "";
    tutup.textContent = "Tutup";
    roti.append(isi, tutup);
    document.getElementById("kabar")?.append(roti);
  }

  // -- one click listener
  document.addEventListener("click", (e) => {
    const sasaran = e.target instanceof Element ? e.target : null;
    if (!sasaran) return;
    sasaran.closest("[data-tutup-roti]")?.closest(".roti")?.remove();
    sasaran.closest("[data-tutup]")?.closest("dialog")?.close();
    const pembuka = sasaran.closest("[data-buka]");
    const dialog = pembuka && document.getElementById(pembuka.dataset.buka);
    if (dialog instanceof HTMLDialogElement) {
      e.preventDefault();
      dialog.showModal();
    }
    if (sasaran instanceof HTMLDialogElement) sasaran.close(); // the backdrop: the form inside fills the dialog
    const penyalin = sasaran.closest("[data-salin]");
    if (penyalin) salin(penyalin);
    for (const menu of document.querySelectorAll("details[data-turun][open]")) {
      if (!menu.contains(sasaran)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    const menu = document.querySelector("details[data-turun][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  async function salin(penyalin) {
    const sumber = document.querySelector(penyalin.dataset.salin);
    if (!sumber) return;
    const teks = "value" in sumber ? sumber.value : sumber.textContent;
    try {
      await navigator.clipboard.writeText(teks);
      kabarkan("Tersalin. Tempelkan di tempat yang dituju.");
    } catch {
      sumber.focus();
      sumber.select?.();
      kabarkan("Peramban menolak menyalin. Teks sudah dipilih: tekan Ctrl+C.");
    }
  }

  // -- theme: the same form without JavaScript sets the cookie on the server
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.matches("[data-tema-form]") && e.submitter) {
      e.preventDefault();
      const tema = e.submitter.value;
      const data = new FormData(form, e.submitter);
      fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } }).catch(() => {});
      if (tema) akar.dataset.tema = tema;
      else delete akar.dataset.tema;
      for (const b of form.querySelectorAll("button")) b.setAttribute("aria-pressed", String(b === e.submitter));
      return;
    }
    if (form.matches("[data-keluar]") && !lepasKetikan(form)) {
      e.preventDefault();
      return;
    }
    // A second press while the first is under way is not sent; a page taken from the browser's cache is usable again.
    if (form.method !== "post" || e.defaultPrevented) return;
    if (form.dataset.terkirim) e.preventDefault();
    form.dataset.terkirim = "ya";
    delete form.dataset.berubah;
    setTimeout(() => delete form.dataset.terkirim, 8000); // an answer that is a file leaves the page standing
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-terkirim]")) delete form.dataset.terkirim;
  });

  // -- what pages keep on this device until it is sent leaves with the person; unsent text is not thrown away unasked
  function lepasKetikan(form) {
    const kunci = Object.keys(localStorage).filter((k) => k.startsWith("kinerja.luring."));
    if (kunci.length && !form.dataset.yakin) {
      form.dataset.yakin = "ya";
      const bukti = kunci.every((k) => k.endsWith(".bukti"));
      kabarkan(`Ada ${bukti ? "berkas bukti" : "ketikan SKP"} yang belum terkirim dari perangkat ini. Buka ${bukti ? "Tambah bukti" : "SKP Anda"} untuk mengirimnya, atau tekan Keluar sekali lagi untuk membuangnya.`);
      return false;
    }
    for (const k of kunci) localStorage.removeItem(k);
    window.indexedDB?.deleteDatabase("kinerja.bukti");
    return true;
  }

  // -- unsaved text
  document.addEventListener("input", (e) => {
    const form = e.target.closest?.("form[data-jaga]");
    if (form) form.dataset.berubah = "ya";
  });
  addEventListener("beforeunload", (e) => {
    if (document.querySelector("form[data-jaga][data-berubah]")) e.preventDefault();
  });

  // -- htmx: quiet polls, whole pages where a part was asked for, lost connections
  document.addEventListener("htmx:beforeRequest", (e) => {
    if (document.hidden && e.detail.elt.hasAttribute("data-jajak")) e.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (e) => {
    const { xhr } = e.detail;
    if (/^\s*<!doctype/i.test(xhr.responseText)) {
      e.detail.shouldSwap = false;
      // Signed out meanwhile, or moved on: the browser itself goes to the page that came.
      if (xhr.status < 400) location.assign(xhr.responseURL || location.href);
    } else if (xhr.status >= 400 && xhr.getResponseHeader("HX-Retarget")) {
      e.detail.shouldSwap = true;
      e.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    if (e.detail.successful) delete e.detail.elt.closest?.("form[data-jaga]")?.dataset.berubah;
  });
  document.addEventListener("htmx:responseError", (e) => {
    if (!e.detail.elt.hasAttribute("data-jajak")) {
      kabarkan("Permintaan ini belum berhasil. Isian Anda masih ada di layar; muat ulang halaman, lalu coba lagi.");
    }
  });
  document.addEventListener("htmx:sendError", (e) => {
    if (!e.detail.elt.hasAttribute("data-jajak")) {
      kabarkan("Sambungan terputus. Isian Anda masih ada di layar; coba lagi saat tersambung.");
    }
  });
  document.addEventListener("htmx:load", (e) => {
    const isi = e.detail.elt;
    if (isi.matches?.("[data-roti]")) siapkanRoti(isi);
    isi.querySelectorAll?.("[data-roti]").forEach(siapkanRoti);
  });

  // A row of tabs wider than the phone opens where the current one is, not at its beginning.
  document.querySelectorAll(".tab > [aria-current], .saring > [aria-current]").forEach((kini) => {
    const baris = kini.parentElement;
    const geser = kini.getBoundingClientRect().right - baris.getBoundingClientRect().right;
    if (geser > 0) baris.scrollLeft = geser + 24;
  });
})();

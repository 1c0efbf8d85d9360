/* Moves in a calibration session by drag and by keys. Without this file the names are links and the panel has the form. */
(function () {
  "use strict";

  const URUT = ["DI_BAWAH_EKSPEKTASI", "SESUAI_EKSPEKTASI", "DI_ATAS_EKSPEKTASI"];
  let diseret = null;

  function buka(orang, ke) {
    const papan = document.getElementById("papan");
    const url = papan.dataset.alamat + "?bagian=panel&orang=" + orang + (ke ? "&ke=" + encodeURIComponent(ke) : "");
    window.htmx.ajax("GET", url, { target: "#panel", swap: "outerHTML" }).then(function () {
      const isian = document.querySelector("#panel textarea[name=alasan]");
      if (isian) { isian.focus(); }
    });
  }

  function tetangga(sel, tombol) {
    const bagian = sel.split("/").map(function (x) { return URUT.indexOf(x); });
    const geser = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[tombol];
    const ke = [bagian[0] + geser[0], bagian[1] + geser[1]];
    return ke.every(function (n) { return n >= 0 && n < 3; }) ? URUT[ke[0]] + "/" + URUT[ke[1]] : "";
  }

  document.addEventListener("keydown", function (e) {
    const nama = e.target.closest && e.target.closest(".nama-kal[draggable]");
    if (!nama || e.ctrlKey || e.metaKey || e.altKey) { return; }
    if (e.key === "p" || e.key === "P") {
      e.preventDefault();
      buka(nama.dataset.orang, "");
    } else if (e.key.startsWith("Arrow")) {
      const ke = tetangga(letak(nama), e.key);
      e.preventDefault();
      if (ke) { buka(nama.dataset.orang, ke); }
    }
  });

  document.addEventListener("dragstart", function (e) {
    const nama = e.target.closest && e.target.closest(".nama-kal[draggable]");
    if (!nama) { return; }
    diseret = nama;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", nama.dataset.orang);
  });

  function kotak(e) {
    const ada = diseret && e.target.closest && e.target.closest(".kotak");
    return ada && ada.dataset.sel !== letak(diseret) ? ada : null;
  }

  function letak(nama) {
    return nama.closest(".kotak").dataset.sel;
  }

  function bersihkan() {
    document.querySelectorAll(".kotak.tujuan").forEach(function (k) { k.classList.remove("tujuan"); });
  }

  document.addEventListener("dragover", function (e) {
    const k = kotak(e);
    if (!k) { return; }
    e.preventDefault();
    if (!k.classList.contains("tujuan")) {
      bersihkan();
      k.classList.add("tujuan");
    }
  });

  document.addEventListener("drop", function (e) {
    const k = kotak(e);
    if (k) {
      e.preventDefault();
      buka(diseret.dataset.orang, k.dataset.sel);
    }
    bersihkan();
  });

  document.addEventListener("dragend", function () {
    diseret = null;
    bersihkan();
  });
})();

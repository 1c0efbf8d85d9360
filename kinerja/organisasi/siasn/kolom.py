"""The written whitelist: only these columns of the export are ever read; all others are dropped with the row.

Religion, marital status, NIK, telephone, e-mail, address, NPWP and BPJS are left out on purpose. Source of the headings:
section 8.7 of the reference.
"""

from kinerja.plumbing.daftar import KolomImpor

KOLOM = (
    KolomImpor("PNS ID", wajib=True, bantu="Kunci SIASN pegawai."),
    KolomImpor("NIP BARU", ("NIP",), wajib=True, bantu="18 angka, ditulis sebagai teks."),
    KolomImpor("NAMA", ("NAMA PEGAWAI",), wajib=True),
    KolomImpor("GELAR DEPAN"),
    KolomImpor("GELAR BELAKANG"),
    KolomImpor("TANGGAL LAHIR", ("TGL LAHIR",), bantu="dd-mm-yyyy; harus cocok dengan 8 angka awal NIP."),
    KolomImpor("JENIS KELAMIN", pilihan=("M", "F")),
    KolomImpor("JENIS PEGAWAI ID"),
    KolomImpor("JENIS PEGAWAI NAMA", bantu="Mengenali PPPK paruh waktu."),
    KolomImpor("KEDUDUKAN HUKUM ID"),
    KolomImpor(
        "KEDUDUKAN HUKUM NAMA", pilihan=("Aktif", "CLTN", "Tugas Belajar", "Pemberhentian Sementara", "Masa Persiapan Pensiun")
    ),
    KolomImpor("STATUS CPNS PNS", pilihan=("P", "C", "P3K"), bantu="P: PNS, C: CPNS, P3K: PPPK."),
    KolomImpor("GOL AKHIR ID", ("GOLONGAN AKHIR ID",)),
    KolomImpor(
        "GOL AKHIR NAMA", ("GOLONGAN AKHIR NAMA", "GOLONGAN AKHIR", "GOL AKHIR"), wajib=True, bantu="III/d, atau IX bagi PPPK."
    ),
    KolomImpor("TMT GOLONGAN", ("TMT GOLONGAN AKHIR",), bantu="dd-mm-yyyy"),
    KolomImpor(
        "JENIS JABATAN ID",
        wajib=True,
        pilihan=("1", "2", "3", "4"),
        bantu="1 struktural, 2 fungsional, 3 rangkap, 4 pelaksana.",
    ),
    KolomImpor("JENIS JABATAN NAMA"),
    KolomImpor("JABATAN ID"),
    KolomImpor("JABATAN NAMA", ("JABATAN",), wajib=True),
    KolomImpor("TMT JABATAN", bantu="dd-mm-yyyy; tidak melewati tanggal acuan."),
    KolomImpor("UNOR ID", wajib=True, bantu="Id unit pada pohon unit."),
    KolomImpor("UNOR NAMA"),
    KolomImpor("ESELON ID"),
    KolomImpor("ESELON NAMA", ("ESELON",), bantu="Boleh kosong: tingkat lalu dibaca dari nama jabatan."),
)


import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import kinerja.plumbing.migrasi
import kinerja.plumbing.rentang
import kinerja.siklus.enums
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisasi', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('plumbing', '0001_jam'),
    ]

    operations = [
        migrations.CreateModel(
            name='DefinisiParameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=60, unique=True)),
                ('judul', models.CharField(max_length=150)),
                ('kelompok', models.CharField(max_length=60)),
                ('urut', models.PositiveSmallIntegerField()),
                ('jenis', models.CharField(choices=[('BULAT', 'Bilangan bulat'), ('DESIMAL', 'Bilangan desimal'), ('YA_TIDAK', 'Ya atau tidak'), ('PILIHAN', 'Pilihan'), ('TANGGAL', 'Tanggal dalam tahun siklus'), ('DAFTAR_BULAT', 'Daftar bilangan'), ('PETA', 'Tabel padanan')], max_length=15)),
                ('isi', models.CharField(blank=True, choices=[('BULAT', 'Bilangan bulat'), ('DESIMAL', 'Bilangan desimal'), ('YA_TIDAK', 'Ya atau tidak'), ('PILIHAN', 'Pilihan'), ('TANGGAL', 'Tanggal dalam tahun siklus'), ('DAFTAR_BULAT', 'Daftar bilangan'), ('PETA', 'Tabel padanan')], help_text='Jenis nilai di dalam PETA.', max_length=15)),
                ('pilihan', models.JSONField(blank=True, default=list, help_text='Pasangan [kode, label].')),
                ('kunci', models.JSONField(blank=True, default=list, help_text='Kunci PETA menurut urutannya.')),
                ('minimum', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('maksimum', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('penjelasan', models.TextField()),
                ('mengapa', models.CharField(blank=True, help_text='Mengapa nilai bawaannya belum pasti.', max_length=250)),
            ],
            options={
                'ordering': ('urut',),
                'constraints': [models.CheckConstraint(condition=models.Q(('jenis__in', ['BULAT', 'DESIMAL', 'YA_TIDAK', 'PILIHAN', 'TANGGAL', 'DAFTAR_BULAT', 'PETA'])), name='definisiparameter_jenis'), models.CheckConstraint(condition=models.Q(models.Q(('jenis', 'PETA'), models.Q(('isi', ''), _negated=True)), models.Q(models.Q(('jenis', 'PETA'), _negated=True), ('isi', '')), _connector='OR'), name='definisiparameter_isi_peta')],
            },
        ),
        migrations.CreateModel(
            name='HariLibur',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tanggal', models.DateField(unique=True)),
                ('nama', models.CharField(max_length=150)),
                ('jenis', models.CharField(choices=[('LIBUR_NASIONAL', 'Libur nasional'), ('CUTI_BERSAMA', 'Cuti bersama'), ('LIBUR_DAERAH', 'Libur daerah')], max_length=15)),
                ('perkiraan', models.BooleanField(default=False)),
                ('sumber', models.CharField(max_length=150)),
                ('batal', models.BooleanField(default=False)),
                ('alasan', models.CharField(blank=True, max_length=250)),
            ],
            options={
                'ordering': ('tanggal',),
                'constraints': [models.CheckConstraint(condition=models.Q(('jenis__in', ['LIBUR_NASIONAL', 'CUTI_BERSAMA', 'LIBUR_DAERAH'])), name='harilibur_jenis'), models.CheckConstraint(condition=models.Q(('nama', ''), _negated=True), name='harilibur_bernama'), models.CheckConstraint(condition=models.Q(('batal', False), models.Q(('alasan', ''), _negated=True), _connector='OR'), name='harilibur_batal_beralasan')],
            },
        ),
        migrations.CreateModel(
            name='Siklus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tahun', models.PositiveSmallIntegerField(unique=True)),
                ('irama', models.CharField(choices=[('BULAN', 'Bulan'), ('TRIWULAN', 'Triwulan'), ('AKHIR', 'Akhir tahun')], max_length=10)),
                ('tw_iv_digabung', models.BooleanField()),
                ('dibuka_pada', models.DateTimeField()),
                ('dibuka_oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('tahun__gte', 2022), ('tahun__lte', 2100)), name='siklus_tahun_wajar'), models.CheckConstraint(condition=models.Q(('irama__in', ['BULAN', 'TRIWULAN'])), name='siklus_irama_periodik')],
            },
        ),
        migrations.CreateModel(
            name='HariLiburEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('tanggal', models.DateField()),
                ('nama', models.CharField(max_length=150)),
                ('jenis', models.CharField(choices=[('LIBUR_NASIONAL', 'Libur nasional'), ('CUTI_BERSAMA', 'Cuti bersama'), ('LIBUR_DAERAH', 'Libur daerah')], max_length=15)),
                ('perkiraan', models.BooleanField(default=False)),
                ('sumber', models.CharField(max_length=150)),
                ('batal', models.BooleanField(default=False)),
                ('alasan', models.CharField(blank=True, max_length=250)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='siklus.harilibur')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Parameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nilai', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('satuan', models.CharField(choices=[('hari_kerja', 'hari kerja'), ('hari_kalender', 'hari kalender'), ('bulan', 'bulan'), ('tahun', 'tahun'), ('tanggal', ''), ('persen', '%'), ('orang', 'orang'), ('angka_kredit', 'angka kredit'), ('kali', 'kali'), ('tanpa', '')], max_length=15)),
                ('dasar_hukum', models.CharField(max_length=250)),
                ('keyakinan', models.CharField(choices=[('BERSUMBER', 'Bersumber'), ('DIKETAHUI', 'Diketahui umum'), ('TIDAK_PASTI', 'Tidak pasti'), ('RANCANGAN', 'Rancangan aplikasi')], max_length=12)),
                ('bawaan', models.BooleanField(default=False)),
                ('alasan', models.CharField(blank=True, max_length=250)),
                ('dibuat_pada', models.DateTimeField()),
                ('dikonfirmasi_pada', models.DateTimeField(blank=True, null=True)),
                ('dicabut_pada', models.DateTimeField(blank=True, null=True)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('definisi', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parameter', to='siklus.definisiparameter')),
                ('dibuat_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dikonfirmasi_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('satuan__in', ['hari_kerja', 'hari_kalender', 'bulan', 'tahun', 'tanggal', 'persen', 'orang', 'angka_kredit', 'kali', 'tanpa'])), name='parameter_satuan'), models.CheckConstraint(condition=models.Q(('keyakinan__in', ['BERSUMBER', 'DIKETAHUI', 'TIDAK_PASTI', 'RANCANGAN'])), name='parameter_keyakinan'), models.CheckConstraint(condition=models.Q(('berlaku__isempty', False), ('berlaku__startswith__isnull', False)), name='parameter_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('dicabut_pada__isnull', True)), expressions=[(kinerja.plumbing.rentang.SatuId('definisi_id'), '&&'), (kinerja.plumbing.rentang.SatuId('unit_id'), '&&'), ('berlaku', '&&')], name='parameter_satu'), models.CheckConstraint(condition=models.Q(('dasar_hukum', ''), _negated=True), name='parameter_berdasar'), models.CheckConstraint(condition=models.Q(('bawaan', True), models.Q(('alasan', ''), _negated=True), _connector='OR'), name='parameter_bawaan_atau_beralasan'), models.CheckConstraint(condition=models.Q(models.Q(('dikonfirmasi_oleh__isnull', True), ('dikonfirmasi_pada__isnull', True)), models.Q(('dikonfirmasi_oleh__isnull', False), ('dikonfirmasi_pada__isnull', False)), _connector='OR'), name='parameter_konfirmasi_lengkap')],
            },
        ),
        migrations.CreateModel(
            name='Periode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('BULAN', 'Bulan'), ('TRIWULAN', 'Triwulan'), ('AKHIR', 'Akhir tahun')], max_length=10)),
                ('urut', models.PositiveSmallIntegerField()),
                ('rentang', kinerja.plumbing.rentang.RentangTanggal()),
                ('buka_tanggal', models.DateField()),
                ('tutup_tanggal', models.DateField()),
                ('status', models.CharField(choices=[('BELUM', 'Belum dibuka'), ('TERBUKA', 'Terbuka'), ('DITUTUP', 'Ditutup')], default=kinerja.siklus.enums.StatusPeriode['BELUM'], max_length=10)),
                ('dibuka_pada', models.DateTimeField(blank=True, null=True)),
                ('ditutup_pada', models.DateTimeField(blank=True, null=True)),
                ('siklus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periode', to='siklus.siklus')),
            ],
            options={
                'ordering': ('tutup_tanggal', 'id'),
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['rentang'], name='periode_rentang')],
                'constraints': [models.UniqueConstraint(fields=('siklus', 'jenis', 'urut'), name='periode_sekali'), models.CheckConstraint(condition=models.Q(('jenis__in', ['BULAN', 'TRIWULAN', 'AKHIR'])), name='periode_jenis'), models.CheckConstraint(condition=models.Q(('status__in', ['BELUM', 'TERBUKA', 'DITUTUP'])), name='periode_status'), models.CheckConstraint(condition=models.Q(('rentang__isempty', False), ('rentang__startswith__isnull', False)), name='periode_rentang_berisi'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('jenis', 'AKHIR'), _negated=True), expressions=[(kinerja.plumbing.rentang.SatuId('siklus_id'), '&&'), ('rentang', '&&')], name='periode_tak_bertumpuk'), models.CheckConstraint(condition=models.Q(('tutup_tanggal__gte', models.F('buka_tanggal'))), name='periode_buka_sebelum_tutup'), models.CheckConstraint(condition=models.Q(models.Q(('jenis', 'BULAN'), ('urut__range', (1, 12))), models.Q(('jenis', 'TRIWULAN'), ('urut__range', (1, 4))), models.Q(('jenis', 'AKHIR'), ('urut', 1)), _connector='OR'), name='periode_urut_sah'), models.CheckConstraint(condition=models.Q(models.Q(('dibuka_pada__isnull', True), ('ditutup_pada__isnull', True), ('status', 'BELUM')), models.Q(('dibuka_pada__isnull', False), ('ditutup_pada__isnull', True), ('status', 'TERBUKA')), models.Q(('dibuka_pada__isnull', False), ('ditutup_pada__isnull', False), ('status', 'DITUTUP')), _connector='OR'), name='periode_waktu_menurut_status')],
            },
        ),
        migrations.CreateModel(
            name='SiklusEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('tahun', models.PositiveSmallIntegerField()),
                ('irama', models.CharField(choices=[('BULAN', 'Bulan'), ('TRIWULAN', 'Triwulan'), ('AKHIR', 'Akhir tahun')], max_length=10)),
                ('tw_iv_digabung', models.BooleanField()),
                ('dibuka_pada', models.DateTimeField()),
                ('dibuka_oleh', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='siklus.siklus')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tahap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('PERENCANAAN', 'Perencanaan'), ('PEMANTAUAN', 'Pelaksanaan, pemantauan, dan pembinaan'), ('PENILAIAN', 'Penilaian'), ('TINDAK_LANJUT', 'Tindak lanjut')], max_length=15)),
                ('mulai', models.DateField()),
                ('sampai', models.DateField()),
                ('siklus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tahap', to='siklus.siklus')),
            ],
            options={
                'ordering': ('mulai', 'id'),
                'constraints': [models.UniqueConstraint(fields=('siklus', 'jenis'), name='tahap_sekali'), models.CheckConstraint(condition=models.Q(('jenis__in', ['PERENCANAAN', 'PEMANTAUAN', 'PENILAIAN', 'TINDAK_LANJUT'])), name='tahap_jenis'), models.CheckConstraint(condition=models.Q(('sampai__gte', models.F('mulai'))), name='tahap_mulai_sebelum_sampai')],
            },
        ),
        migrations.CreateModel(
            name='ParameterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nilai', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('satuan', models.CharField(choices=[('hari_kerja', 'hari kerja'), ('hari_kalender', 'hari kalender'), ('bulan', 'bulan'), ('tahun', 'tahun'), ('tanggal', ''), ('persen', '%'), ('orang', 'orang'), ('angka_kredit', 'angka kredit'), ('kali', 'kali'), ('tanpa', '')], max_length=15)),
                ('dasar_hukum', models.CharField(max_length=250)),
                ('keyakinan', models.CharField(choices=[('BERSUMBER', 'Bersumber'), ('DIKETAHUI', 'Diketahui umum'), ('TIDAK_PASTI', 'Tidak pasti'), ('RANCANGAN', 'Rancangan aplikasi')], max_length=12)),
                ('bawaan', models.BooleanField(default=False)),
                ('alasan', models.CharField(blank=True, max_length=250)),
                ('dibuat_pada', models.DateTimeField()),
                ('dikonfirmasi_pada', models.DateTimeField(blank=True, null=True)),
                ('dicabut_pada', models.DateTimeField(blank=True, null=True)),
                ('berlaku', kinerja.plumbing.rentang.RentangTanggal()),
                ('definisi', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='siklus.definisiparameter')),
                ('dibuat_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('dikonfirmasi_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='siklus.parameter')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PeriodeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jenis', models.CharField(choices=[('BULAN', 'Bulan'), ('TRIWULAN', 'Triwulan'), ('AKHIR', 'Akhir tahun')], max_length=10)),
                ('urut', models.PositiveSmallIntegerField()),
                ('rentang', kinerja.plumbing.rentang.RentangTanggal()),
                ('buka_tanggal', models.DateField()),
                ('tutup_tanggal', models.DateField()),
                ('status', models.CharField(choices=[('BELUM', 'Belum dibuka'), ('TERBUKA', 'Terbuka'), ('DITUTUP', 'Ditutup')], default=kinerja.siklus.enums.StatusPeriode['BELUM'], max_length=10)),
                ('dibuka_pada', models.DateTimeField(blank=True, null=True)),
                ('ditutup_pada', models.DateTimeField(blank=True, null=True)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='siklus.periode')),
                ('siklus', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='siklus.siklus')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Perpanjangan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomor', models.CharField(max_length=80)),
                ('tanggal', models.DateField()),
                ('alasan', models.CharField(max_length=250)),
                ('batas_lama', models.DateField()),
                ('batas_baru', models.DateField()),
                ('dicatat_pada', models.DateTimeField()),
                ('oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('periode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='perpanjangan', to='siklus.periode')),
                ('tahap', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='perpanjangan', to='siklus.tahap')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('periode__isnull', False), ('tahap__isnull', True)), models.Q(('periode__isnull', True), ('tahap__isnull', False)), _connector='OR'), name='perpanjangan_satu_objek'), models.CheckConstraint(condition=models.Q(('nomor', ''), _negated=True), name='perpanjangan_bernomor'), models.CheckConstraint(condition=models.Q(('batas_baru__gt', models.F('batas_lama'))), name='perpanjangan_maju')],
            },
        ),
        migrations.CreateModel(
            name='TahapEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('jenis', models.CharField(choices=[('PERENCANAAN', 'Perencanaan'), ('PEMANTAUAN', 'Pelaksanaan, pemantauan, dan pembinaan'), ('PENILAIAN', 'Penilaian'), ('TINDAK_LANJUT', 'Tindak lanjut')], max_length=15)),
                ('mulai', models.DateField()),
                ('sampai', models.DateField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='siklus.tahap')),
                ('siklus', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='siklus.siklus')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tenggat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('objek_jenis', models.CharField(max_length=60)),
                ('objek_id', models.BigIntegerField()),
                ('jenis', models.CharField(max_length=60)),
                ('mulai', models.DateField()),
                ('batas', models.DateField()),
                ('hari_kerja', models.PositiveSmallIntegerField(default=5)),
                ('dasar', models.CharField(max_length=250)),
                ('alasan', models.JSONField(default=list)),
                ('di_meja_sejak', models.DateField()),
                ('dibuka_pada', models.DateTimeField()),
                ('selesai_pada', models.DateTimeField(blank=True, null=True)),
                ('parameter_versi', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenggat', to='siklus.parameter')),
                ('pemegang', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tenggat', to='organisasi.pegawai')),
                ('pemegang_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tenggat', to='organisasi.unitkerja')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('selesai_pada__isnull', True)), fields=['batas'], name='tenggat_terbuka'), models.Index(condition=models.Q(('selesai_pada__isnull', True)), fields=['pemegang'], name='tenggat_meja_orang'), models.Index(condition=models.Q(('selesai_pada__isnull', True)), fields=['pemegang_unit'], name='tenggat_meja_unit')],
                'constraints': [models.UniqueConstraint(fields=('objek_jenis', 'objek_id', 'jenis'), name='tenggat_sekali'), models.CheckConstraint(condition=models.Q(('hari_kerja__in', [5, 6])), name='tenggat_hari_kerja'), models.CheckConstraint(condition=models.Q(('dasar', ''), _negated=True), name='tenggat_berdasar'), models.CheckConstraint(condition=models.Q(('di_meja_sejak__gte', models.F('mulai'))), name='tenggat_meja_setelah_mulai'), models.CheckConstraint(condition=models.Q(models.Q(('pemegang__isnull', False), ('pemegang_unit__isnull', True)), models.Q(('pemegang__isnull', True), ('pemegang_unit__isnull', False)), _connector='OR'), name='tenggat_satu_meja')],
            },
        ),
        migrations.CreateModel(
            name='TenggatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('objek_jenis', models.CharField(max_length=60)),
                ('objek_id', models.BigIntegerField()),
                ('jenis', models.CharField(max_length=60)),
                ('mulai', models.DateField()),
                ('batas', models.DateField()),
                ('hari_kerja', models.PositiveSmallIntegerField(default=5)),
                ('dasar', models.CharField(max_length=250)),
                ('alasan', models.JSONField(default=list)),
                ('di_meja_sejak', models.DateField()),
                ('dibuka_pada', models.DateTimeField()),
                ('selesai_pada', models.DateTimeField(blank=True, null=True)),
                ('parameter_versi', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='siklus.parameter')),
                ('pemegang', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.pegawai')),
                ('pemegang_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisasi.unitkerja')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='siklus.tenggat')),
            ],
            options={
                'abstract': False,
            },
        ),
        kinerja.plumbing.migrasi.PasangPemicu(
            pemicu=[('siklus', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_siklusevent" ("dibuka_oleh_id", "dibuka_pada", "id", "irama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tw_iv_digabung") VALUES (NEW."dibuka_oleh_id", NEW."dibuka_pada", NEW."id", NEW."irama", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."tahun", NEW."tw_iv_digabung"); RETURN NULL;', hash='6c2e5651f512cea86a89987a83765a818d971576', operation='INSERT', pgid='pgtrigger_insert_insert_2720c', table='siklus_siklus', when='AFTER'))), ('siklus', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "siklus_siklusevent" ("dibuka_oleh_id", "dibuka_pada", "id", "irama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tw_iv_digabung") VALUES (NEW."dibuka_oleh_id", NEW."dibuka_pada", NEW."id", NEW."irama", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."tahun", NEW."tw_iv_digabung"); RETURN NULL;', hash='8221b4a4ffb1af0bf3e3dcdd28635a7b9ab0fdc0', operation='UPDATE', pgid='pgtrigger_update_update_b928d', table='siklus_siklus', when='AFTER'))), ('siklus', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_siklusevent" ("dibuka_oleh_id", "dibuka_pada", "id", "irama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tahun", "tw_iv_digabung") VALUES (OLD."dibuka_oleh_id", OLD."dibuka_pada", OLD."id", OLD."irama", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."tahun", OLD."tw_iv_digabung"); RETURN NULL;', hash='cca17216fc93a2a577f0a130d32557512ea11567', operation='DELETE', pgid='pgtrigger_delete_delete_496fe', table='siklus_siklus', when='AFTER'))), ('siklusevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='47416d1226b5c9b42e2e39d6bbae494166dd7026', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3ff80', table='siklus_siklusevent', when='BEFORE'))), ('periode', pgtrigger.compiler.Trigger(name='periode_langkah', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{BELUM:BELUM,BELUM:TERBUKA,DITUTUP:TERBUKA,TERBUKA:DITUTUP,TERBUKA:TERBUKA}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='d227240f41486211e3eae9bdf059cbc4df1ff88b', operation='UPDATE', pgid='pgtrigger_periode_langkah_15aaa', table='siklus_periode', when='BEFORE'))), ('periode', pgtrigger.compiler.Trigger(name='periode_lahir_belum', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."status" = \'BELUM\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='92dff72f01d40c8db530193d59437bdb72c3805e', operation='INSERT', pgid='pgtrigger_periode_lahir_belum_7c57b', table='siklus_periode', when='BEFORE'))), ('periode', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_periodeevent" ("buka_tanggal", "dibuka_pada", "ditutup_pada", "id", "jenis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rentang", "siklus_id", "status", "tutup_tanggal", "urut") VALUES (NEW."buka_tanggal", NEW."dibuka_pada", NEW."ditutup_pada", NEW."id", NEW."jenis", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."rentang", NEW."siklus_id", NEW."status", NEW."tutup_tanggal", NEW."urut"); RETURN NULL;', hash='dea5c5bbee8ff6994fd30f14347e6278d6265d81', operation='INSERT', pgid='pgtrigger_insert_insert_e1445', table='siklus_periode', when='AFTER'))), ('periode', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "siklus_periodeevent" ("buka_tanggal", "dibuka_pada", "ditutup_pada", "id", "jenis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rentang", "siklus_id", "status", "tutup_tanggal", "urut") VALUES (NEW."buka_tanggal", NEW."dibuka_pada", NEW."ditutup_pada", NEW."id", NEW."jenis", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."rentang", NEW."siklus_id", NEW."status", NEW."tutup_tanggal", NEW."urut"); RETURN NULL;', hash='b9a7864539b2c6d4ad18ab9427cd8816e39dcdc4', operation='UPDATE', pgid='pgtrigger_update_update_605c5', table='siklus_periode', when='AFTER'))), ('periode', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_periodeevent" ("buka_tanggal", "dibuka_pada", "ditutup_pada", "id", "jenis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rentang", "siklus_id", "status", "tutup_tanggal", "urut") VALUES (OLD."buka_tanggal", OLD."dibuka_pada", OLD."ditutup_pada", OLD."id", OLD."jenis", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."rentang", OLD."siklus_id", OLD."status", OLD."tutup_tanggal", OLD."urut"); RETURN NULL;', hash='6e2a0eedd7b321f32a964ecaf235edc36a82a47c', operation='DELETE', pgid='pgtrigger_delete_delete_37d0c', table='siklus_periode', when='AFTER'))), ('periodeevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4bf58c30f16a370e69024f5e2f6ac570fb775038', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2e8c8', table='siklus_periodeevent', when='BEFORE'))), ('tahap', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_tahapevent" ("id", "jenis", "mulai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "siklus_id") VALUES (NEW."id", NEW."jenis", NEW."mulai", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."sampai", NEW."siklus_id"); RETURN NULL;', hash='4966272b8b49bca52c65322718cdcd5c08afe01d', operation='INSERT', pgid='pgtrigger_insert_insert_98b31', table='siklus_tahap', when='AFTER'))), ('tahap', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "siklus_tahapevent" ("id", "jenis", "mulai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "siklus_id") VALUES (NEW."id", NEW."jenis", NEW."mulai", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."sampai", NEW."siklus_id"); RETURN NULL;', hash='1237895bc6dc4243374d7acf8d03980988682c58', operation='UPDATE', pgid='pgtrigger_update_update_e2a3e', table='siklus_tahap', when='AFTER'))), ('tahap', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_tahapevent" ("id", "jenis", "mulai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampai", "siklus_id") VALUES (OLD."id", OLD."jenis", OLD."mulai", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."sampai", OLD."siklus_id"); RETURN NULL;', hash='4273cceef0cf824b6b99a7caf70f3a287d4e6d8e', operation='DELETE', pgid='pgtrigger_delete_delete_f4089', table='siklus_tahap', when='AFTER'))), ('tahapevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='080c658435e42683c620755a423b71ee7900c52f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b1083', table='siklus_tahapevent', when='BEFORE'))), ('perpanjangan', pgtrigger.compiler.Trigger(name='perpanjangan_tetap', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7255736b34af38b3d47302f3f7a0a81f24535770', operation='UPDATE OR DELETE', pgid='pgtrigger_perpanjangan_tetap_8170a', table='siklus_perpanjangan', when='BEFORE'))), ('parameter', pgtrigger.compiler.Trigger(name='parameter_nilai_tetap', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."definisi_id" IS DISTINCT FROM (NEW."definisi_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."nilai" IS DISTINCT FROM (NEW."nilai") OR OLD."satuan" IS DISTINCT FROM (NEW."satuan") OR OLD."dasar_hukum" IS DISTINCT FROM (NEW."dasar_hukum") OR OLD."keyakinan" IS DISTINCT FROM (NEW."keyakinan") OR OLD."bawaan" IS DISTINCT FROM (NEW."bawaan") OR OLD."alasan" IS DISTINCT FROM (NEW."alasan") OR OLD."dibuat_oleh_id" IS DISTINCT FROM (NEW."dibuat_oleh_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='80fe7b4076e68c61ab8c907c35bd56f1e2a5886f', operation='UPDATE', pgid='pgtrigger_parameter_nilai_tetap_23bb7', table='siklus_parameter', when='BEFORE'))), ('parameter', pgtrigger.compiler.Trigger(name='parameter_tak_terhapus', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='572e0aa1280814bd83ced5902b1d60bb7fa2ebb8', operation='DELETE', pgid='pgtrigger_parameter_tak_terhapus_c35aa', table='siklus_parameter', when='BEFORE'))), ('parameter', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_parameterevent" ("alasan", "bawaan", "berlaku", "dasar_hukum", "definisi_id", "dibuat_oleh_id", "dibuat_pada", "dicabut_pada", "dikonfirmasi_oleh_id", "dikonfirmasi_pada", "id", "keyakinan", "nilai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "satuan", "unit_id") VALUES (NEW."alasan", NEW."bawaan", NEW."berlaku", NEW."dasar_hukum", NEW."definisi_id", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dicabut_pada", NEW."dikonfirmasi_oleh_id", NEW."dikonfirmasi_pada", NEW."id", NEW."keyakinan", NEW."nilai", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."satuan", NEW."unit_id"); RETURN NULL;', hash='0b63340312795ab9cec403a312bac75fd0df58d3', operation='INSERT', pgid='pgtrigger_insert_insert_6a30e', table='siklus_parameter', when='AFTER'))), ('parameter', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "siklus_parameterevent" ("alasan", "bawaan", "berlaku", "dasar_hukum", "definisi_id", "dibuat_oleh_id", "dibuat_pada", "dicabut_pada", "dikonfirmasi_oleh_id", "dikonfirmasi_pada", "id", "keyakinan", "nilai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "satuan", "unit_id") VALUES (NEW."alasan", NEW."bawaan", NEW."berlaku", NEW."dasar_hukum", NEW."definisi_id", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dicabut_pada", NEW."dikonfirmasi_oleh_id", NEW."dikonfirmasi_pada", NEW."id", NEW."keyakinan", NEW."nilai", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."satuan", NEW."unit_id"); RETURN NULL;', hash='35c66eb9ee9e1e487f6b67fe55ce96e5a159dc3d', operation='UPDATE', pgid='pgtrigger_update_update_6f7d4', table='siklus_parameter', when='AFTER'))), ('parameter', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_parameterevent" ("alasan", "bawaan", "berlaku", "dasar_hukum", "definisi_id", "dibuat_oleh_id", "dibuat_pada", "dicabut_pada", "dikonfirmasi_oleh_id", "dikonfirmasi_pada", "id", "keyakinan", "nilai", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "satuan", "unit_id") VALUES (OLD."alasan", OLD."bawaan", OLD."berlaku", OLD."dasar_hukum", OLD."definisi_id", OLD."dibuat_oleh_id", OLD."dibuat_pada", OLD."dicabut_pada", OLD."dikonfirmasi_oleh_id", OLD."dikonfirmasi_pada", OLD."id", OLD."keyakinan", OLD."nilai", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."satuan", OLD."unit_id"); RETURN NULL;', hash='27e511cd696dab6f8f28c320e01e08fe5fd24040', operation='DELETE', pgid='pgtrigger_delete_delete_209af', table='siklus_parameter', when='AFTER'))), ('parameterevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='23f3a58ee377e1e6a5d5bc0d5f7597d11c9dacb1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_de3d8', table='siklus_parameterevent', when='BEFORE'))), ('harilibur', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_hariliburevent" ("alasan", "batal", "id", "jenis", "nama", "perkiraan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sumber", "tanggal") VALUES (NEW."alasan", NEW."batal", NEW."id", NEW."jenis", NEW."nama", NEW."perkiraan", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."sumber", NEW."tanggal"); RETURN NULL;', hash='e4a2fa192df2469096079a7d97c000f1dd163cff', operation='INSERT', pgid='pgtrigger_insert_insert_3a07b', table='siklus_harilibur', when='AFTER'))), ('harilibur', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "siklus_hariliburevent" ("alasan", "batal", "id", "jenis", "nama", "perkiraan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sumber", "tanggal") VALUES (NEW."alasan", NEW."batal", NEW."id", NEW."jenis", NEW."nama", NEW."perkiraan", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."sumber", NEW."tanggal"); RETURN NULL;', hash='68ee0122f951ff6e66bc7b8e2092eac82d1531d1', operation='UPDATE', pgid='pgtrigger_update_update_3889a', table='siklus_harilibur', when='AFTER'))), ('harilibur', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_hariliburevent" ("alasan", "batal", "id", "jenis", "nama", "perkiraan", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sumber", "tanggal") VALUES (OLD."alasan", OLD."batal", OLD."id", OLD."jenis", OLD."nama", OLD."perkiraan", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."sumber", OLD."tanggal"); RETURN NULL;', hash='6de96826aab629ef720bdbd0341a3935e55f1bdf', operation='DELETE', pgid='pgtrigger_delete_delete_d6231', table='siklus_harilibur', when='AFTER'))), ('hariliburevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8c823f24ac00e227e4e21e6977146e895c1e0526', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_18a1d', table='siklus_hariliburevent', when='BEFORE'))), ('tenggat', pgtrigger.compiler.Trigger(name='tenggat_jam_tetap', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."objek_jenis" IS DISTINCT FROM (NEW."objek_jenis") OR OLD."objek_id" IS DISTINCT FROM (NEW."objek_id") OR OLD."jenis" IS DISTINCT FROM (NEW."jenis") OR OLD."mulai" IS DISTINCT FROM (NEW."mulai") OR OLD."hari_kerja" IS DISTINCT FROM (NEW."hari_kerja") OR OLD."parameter_versi_id" IS DISTINCT FROM (NEW."parameter_versi_id") OR OLD."dibuka_pada" IS DISTINCT FROM (NEW."dibuka_pada"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='59b3fa27d3bcf5cb0655b46ef6fbfd94191a2b26', operation='UPDATE', pgid='pgtrigger_tenggat_jam_tetap_37a31', table='siklus_tenggat', when='BEFORE'))), ('tenggat', pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_tenggatevent" ("alasan", "batas", "dasar", "di_meja_sejak", "dibuka_pada", "hari_kerja", "id", "jenis", "mulai", "objek_id", "objek_jenis", "parameter_versi_id", "pemegang_id", "pemegang_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai_pada") VALUES (NEW."alasan", NEW."batas", NEW."dasar", NEW."di_meja_sejak", NEW."dibuka_pada", NEW."hari_kerja", NEW."id", NEW."jenis", NEW."mulai", NEW."objek_id", NEW."objek_jenis", NEW."parameter_versi_id", NEW."pemegang_id", NEW."pemegang_unit_id", _pgh_attach_context(), kinerja_sekarang(), \'insert\', NEW."id", NEW."selesai_pada"); RETURN NULL;', hash='052668c98199cd3a9c0afd5d31f8e71055d4d730', operation='INSERT', pgid='pgtrigger_insert_insert_be21b', table='siklus_tenggat', when='AFTER'))), ('tenggat', pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "siklus_tenggatevent" ("alasan", "batas", "dasar", "di_meja_sejak", "dibuka_pada", "hari_kerja", "id", "jenis", "mulai", "objek_id", "objek_jenis", "parameter_versi_id", "pemegang_id", "pemegang_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai_pada") VALUES (NEW."alasan", NEW."batas", NEW."dasar", NEW."di_meja_sejak", NEW."dibuka_pada", NEW."hari_kerja", NEW."id", NEW."jenis", NEW."mulai", NEW."objek_id", NEW."objek_jenis", NEW."parameter_versi_id", NEW."pemegang_id", NEW."pemegang_unit_id", _pgh_attach_context(), kinerja_sekarang(), \'update\', NEW."id", NEW."selesai_pada"); RETURN NULL;', hash='3f759d97625f45929a3e3c4509867fd38c691e58', operation='UPDATE', pgid='pgtrigger_update_update_450e1', table='siklus_tenggat', when='AFTER'))), ('tenggat', pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "siklus_tenggatevent" ("alasan", "batas", "dasar", "di_meja_sejak", "dibuka_pada", "hari_kerja", "id", "jenis", "mulai", "objek_id", "objek_jenis", "parameter_versi_id", "pemegang_id", "pemegang_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai_pada") VALUES (OLD."alasan", OLD."batas", OLD."dasar", OLD."di_meja_sejak", OLD."dibuka_pada", OLD."hari_kerja", OLD."id", OLD."jenis", OLD."mulai", OLD."objek_id", OLD."objek_jenis", OLD."parameter_versi_id", OLD."pemegang_id", OLD."pemegang_unit_id", _pgh_attach_context(), kinerja_sekarang(), \'delete\', OLD."id", OLD."selesai_pada"); RETURN NULL;', hash='31e7fe713016118e7ac4096759e75ea51af01957', operation='DELETE', pgid='pgtrigger_delete_delete_4d60b', table='siklus_tenggat', when='AFTER'))), ('tenggatevent', pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='74a89bcebeb68efead7f2214e3fba365d961854e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a1f93', table='siklus_tenggatevent', when='BEFORE')))],
        ),
    ]

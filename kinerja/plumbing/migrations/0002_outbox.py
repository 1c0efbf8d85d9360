
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plumbing', '0001_jam'),
    ]

    operations = [
        migrations.CreateModel(
            name='Peristiwa',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=60)),
                ('objek_jenis', models.CharField(max_length=60)),
                ('objek_id', models.BigIntegerField()),
                ('data', models.JSONField(default=dict)),
                ('oleh_id', models.BigIntegerField(blank=True, null=True)),
                ('terjadi_pada', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['objek_jenis', 'objek_id', 'id'], name='peristiwa_objek')],
            },
        ),
        migrations.CreateModel(
            name='Konsumsi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('konsumen', models.CharField(max_length=80)),
                ('percobaan', models.PositiveSmallIntegerField(default=0)),
                ('selesai_pada', models.DateTimeField(blank=True, null=True)),
                ('coba_lagi_pada', models.DateTimeField(blank=True, null=True)),
                ('galat', models.TextField(blank=True)),
                ('peristiwa', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='konsumsi', to='plumbing.peristiwa')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('selesai_pada__isnull', True)), fields=['coba_lagi_pada'], name='konsumsi_tertunda')],
                'constraints': [models.UniqueConstraint(fields=('peristiwa', 'konsumen'), name='konsumsi_sekali')],
            },
        ),
    ]

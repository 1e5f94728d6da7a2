import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0010_form_builder'),
        ('workspace', '0004_sites_and_first_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='FieldPanel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tickets.customfield')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workspace.supportpanel')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('field', 'panel'), name='panel_once_a_field')],
            },
        ),
        migrations.AddField(
            model_name='customfield',
            name='panels',
            field=models.ManyToManyField(blank=True, related_name='custom_fields', through='tickets.FieldPanel', to='workspace.supportpanel'),
        ),
    ]

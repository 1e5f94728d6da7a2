from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.CharField(max_length=20)),
                ('word', models.CharField(max_length=64)),
                ('term', models.CharField(max_length=64)),
                ('documents', models.IntegerField(default=0)),
                ('start', models.CharField(max_length=3)),
                ('head', models.CharField(max_length=4)),
                ('tail', models.CharField(max_length=4)),
            ],
            options={
                'indexes': [models.Index(fields=['index', 'term', 'documents'], name='search_term_counts'), models.Index(fields=['index', 'start'], name='search_term_start'), models.Index(fields=['index', 'head'], name='search_term_head'), models.Index(fields=['index', 'tail'], name='search_term_tail')],
                'constraints': [models.UniqueConstraint(fields=('index', 'word', 'term'), name='search_word_once')],
            },
        ),
    ]

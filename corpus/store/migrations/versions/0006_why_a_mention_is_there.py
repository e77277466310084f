"""why a mention is there, length of documents, by which tagger."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape; words are counted by their spaces, so a line end may join two.

    The defaults stay: taking them away makes SQLite build `documents` anew, and dropping the old table would take its
    passages along.
    """
    with op.batch_alter_table('mentions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('label', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('cue', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('quoted', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('value', sa.Text(), nullable=False, server_default=''))
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.add_column(sa.Column('word_count', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('tagged', sa.Text(), nullable=False, server_default=''))
    op.execute(
        "UPDATE documents SET word_count = (SELECT coalesce(sum(1 + length(text) - length(replace(text, ' ', ''))), 0) "
        "FROM passages WHERE passages.document_id = documents.id)"
    )


def downgrade() -> None:
    """Bring the tables back to the shape before."""
    for table, names in (('documents', ('tagged', 'word_count')), ('mentions', ('value', 'quoted', 'cue', 'label'))):
        for name in names:
            op.drop_column(table, name)

"""Notes: which mark in which passage calls which note."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    op.create_table('notes',
    sa.Column('passage_id', sa.String(length=160), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('offset', sa.Integer(), nullable=False),
    sa.Column('mark', sa.String(length=20), nullable=False),
    sa.Column('note_passage_id', sa.String(length=160), nullable=False),
    sa.ForeignKeyConstraint(['note_passage_id'], ['passages.id'], name=op.f('fk_notes_note_passage_id_passages'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['passage_id'], ['passages.id'], name=op.f('fk_notes_passage_id_passages'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('passage_id', 'ordinal', name=op.f('pk_notes'))
    )
    with op.batch_alter_table('notes', schema=None) as batch_op:
        batch_op.create_index('ix_notes_note_passage_id', ['note_passage_id'], unique=False)


def downgrade() -> None:
    """Bring the tables back to the shape before."""
    with op.batch_alter_table('notes', schema=None) as batch_op:
        batch_op.drop_index('ix_notes_note_passage_id')

    op.drop_table('notes')

"""confidence of pages."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this shape."""
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confidence', sa.Float(), nullable=True))


def downgrade() -> None:
    """Bring the tables back to the shape before."""
    with op.batch_alter_table('pages', schema=None) as batch_op:
        batch_op.drop_column('confidence')

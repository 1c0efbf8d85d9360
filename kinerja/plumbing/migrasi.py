"""A migration operation of our own: all triggers of an app at once.

Django renders every linked model again for each operation that changes a model's state; with a hundred triggers a new database
took half a minute of CPU. A trigger's SQL is compiled in the migration, so nothing needs to be rendered for it.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class PasangPemicu(Operation):
    """Install ``pemicu``: (model name, compiled trigger) pairs, in order. Put it after the models of its migration."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, pemicu: Sequence[tuple[str, Trigger]]) -> None:
        self.pemicu = tuple(pemicu)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Only the option that the autodetector compares."""
        for model, trigger in self.pemicu:
            pilihan = state.models[app_label, model.lower()].options
            pilihan["triggers"] = [*pilihan.get("triggers", []), trigger]

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Run the compiled SQL; it holds no parameters."""
        for _, trigger in self.pemicu:
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove them in reverse."""
        for _, trigger in reversed(self.pemicu):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        """For the log."""
        return f"Install {len(self.pemicu)} triggers"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in a migration."""
        return "PasangPemicu", [], {"pemicu": list(self.pemicu)}

"""Migration operations of our own: all tables of an app at once, all triggers of an app at once.

Django renders every linked model again for each operation that changes a model's state; with a hundred of them a new database
took minutes of CPU. Here the models are rendered once per app; a trigger's SQL is compiled in the migration and needs none.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class BuatTabel(Operation):
    """Create ``model`` in order; each points only at those before it or at other apps."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: Sequence[CreateModel]) -> None:
        self.model = tuple(model)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All models in one go: what was rendered before is dropped, and rendered anew when it is asked for."""
        state.__dict__.pop("apps", None)
        for satu in self.model:
            satu.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """As Django does for each."""
        for satu in self.model:
            satu.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop them in reverse."""
        for satu in reversed(self.model):
            satu.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For the log."""
        return f"Create {len(self.model)} tables"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in a migration."""
        return "BuatTabel", [], {"model": list(self.model)}


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

"""The few error classes. A message is a Chinese sentence that says what is wrong, where, and what to do."""


class ComplianceError(Exception):
    """Anything that is the user's to mend; shown without a traceback, exit code 2."""


class UnreadableFile(ComplianceError):
    """One file could not be read; the other files of the submission are judged all the same."""


class SchemeFault(ComplianceError):
    """A scheme file with a fault: the message names file, line, key and what was expected."""


class UnknownScheme(ComplianceError):
    """No scheme with that id; the message lists the ones there are."""


class PluginFault(ComplianceError):
    """A plugin that cannot be used; it is named, left out, and the run goes on."""


class NothingReadable(ComplianceError):
    """No file of the submission could be read, so nothing can be judged."""


class ModelsFault(ComplianceError):
    """Trained models of this installation that cannot be used; the shipped ones stand in for them."""


class GoldFault(ComplianceError):
    """Gold documents that nothing can be measured against: the message names folder or file, and what to mend."""

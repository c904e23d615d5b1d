namespace BackSpasmSite.Content.Files;

/// <summary>A file of that name is there already, and nothing was written.</summary>
internal sealed class NameTakenException(string path) : IOException($"There is a file {path} already.");

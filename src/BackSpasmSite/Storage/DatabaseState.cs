namespace BackSpasmSite.Storage;

/// <summary>Whether the database can be used, and if not, why.</summary>
internal sealed class DatabaseState
{
    private volatile string? _trouble = "The database is not open yet.";

    public bool IsOpen => _trouble is null;

    public string Trouble => _trouble ?? "";

    public void Opened() => _trouble = null;

    public void CannotOpen(string reason) => _trouble = reason;
}

namespace BackSpasmSite.Storage;

/// <summary>Whether the database can be used, and if not, why.</summary>
internal sealed class DatabaseState
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _trouble = "The database is not open yet.";

    public bool IsOpen => _trouble is null;

    public string Trouble => _trouble ?? "";

    /// <summary>Comes back when the database is open. It is never closed again while the site runs.</summary>
    public Task WhenOpenAsync(CancellationToken cancellation) => _opened.Task.WaitAsync(cancellation);

    public void Opened()
    {
        _trouble = null;
        _opened.TrySetResult();
    }

    public void CannotOpen(string reason) => _trouble = reason;
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackSpasmSite.Data;

internal sealed class DatabaseState
{
    /// <summary>How long a request waits for the first attempt to open the database, which begins once the site can be read.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(4);

    private readonly Lock _changing = new();
    private readonly TaskCompletionSource _wanted = New();
    private readonly TaskCompletionSource _tried = New();
    private TaskCompletionSource _opened = New();
    private TaskCompletionSource _troubled = New();
    private volatile string? _error = "The database is not open yet.";
    private volatile OpenFiles? _files;
    private volatile bool _takesWrites = true;

    public bool IsOpen => _error is null;

    public string Error => _error ?? "";

    /// <summary>False after a write that failed because of the file, until one succeeds.</summary>
    public bool TakesWrites => _takesWrites;

    /// <summary>Completes when something needs the database that has not been opened yet.</summary>
    public Task Wanted => _wanted.Task;

    /// <summary>Completes after the first attempt to open the database, whatever came of it. Does not ask for one.</summary>
    public Task WhenTriedAsync(CancellationToken cancellation) => _tried.Task.WaitAsync(cancellation);

    /// <summary>Right after a start, asks for the first attempt to open the database and waits for it.</summary>
    public async Task WaitForStartAsync(CancellationToken cancellation = default)
    {
        if (_tried.Task.IsCompleted) return;
        _wanted.TrySetResult();
        await Task.WhenAny(_tried.Task, Task.Delay(StartPatience, cancellation));
        cancellation.ThrowIfCancellationRequested();
    }

    public Task WhenOpenAsync(CancellationToken cancellation)
    {
        lock (_changing) return _opened.Task.WaitAsync(cancellation);
    }

    public Task WhenTroubledAsync(CancellationToken cancellation)
    {
        lock (_changing) return _troubled.Task.WaitAsync(cancellation);
    }

    /// <param name="files">Null not to watch them.</param>
    public void Opened(OpenFiles? files = null)
    {
        lock (_changing)
        {
            _files = files;
            _takesWrites = true;
            _error = null;
            _troubled = New();
            _opened.TrySetResult();
            _tried.TrySetResult();
        }
    }

    public void CannotOpen(string reason)
    {
        lock (_changing) Close(reason);
    }

    /// <param name="succeeded">False only if the file is the cause.</param>
    public void Wrote(bool succeeded)
    {
        _takesWrites = succeeded;
        if (succeeded) return;
        lock (_changing) _troubled.TrySetResult();
    }

    /// <exception cref="DatabaseUnavailableException">It is not open, or its files are no longer those that were opened.</exception>
    public void ThrowUnlessOpen()
    {
        if (_error is { } error) throw new DatabaseUnavailableException(error);
        var files = _files;
        ThrowOn(files?.WhatIsWrong(), files);
    }

    /// <returns>False when no files are watched, and the caller has to merge the log.</returns>
    /// <exception cref="DatabaseUnavailableException">It is not open, or its files are not those that were opened.</exception>
    public bool FoldLog()
    {
        if (_error is { } error) throw new DatabaseUnavailableException(error);
        if (_files is not { } files) return false;
        ThrowOn(files.Fold(), files);
        return true;
    }

    private void ThrowOn(string? wrong, OpenFiles? files)
    {
        if (wrong is null) return;
        // Other files may have been opened since.
        lock (_changing)
            if (_files == files) Close(wrong);
        throw new DatabaseUnavailableException(wrong);
    }

    private void Close(string reason)
    {
        _files = null;
        _error = reason;
        if (_opened.Task.IsCompleted) _opened = New();
        _troubled.TrySetResult();
        _tried.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Decided by a real write, now or a moment ago.</summary>
internal sealed class ReportsHealthCheck(SerializedDatabase serializedDatabase, DatabaseState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await serializedDatabase.ProbeAsync();
            return HealthCheckResult.Healthy();
        }
        catch (DatabaseUnavailableException unavailable)
        {
            // The endpoint is public, so the answer names no file; the log does.
            var reason = state.IsOpen ? DatabaseUnavailableException.PlainReason(unavailable) : "it is not open.";
            return HealthCheckResult.Unhealthy($"Reports can't be accepted: the database can't be written, because {reason}");
        }
    }
}

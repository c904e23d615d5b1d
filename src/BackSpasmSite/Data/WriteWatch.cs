namespace BackSpasmSite.Data;

/// <summary>For periodic looks at the database, which would otherwise run their queries for ever although nothing has changed.</summary>
internal sealed class WriteWatch(DatabaseProvider provider)
{
    private string? _seen;

    /// <summary>False if nobody has written to the database since the last call that gave true.</summary>
    public bool MayHaveChanged()
    {
        var last = provider.LastWrite();
        if (last is not null && last == _seen) return false;
        _seen = last;
        return true;
    }

    /// <summary>The look failed.</summary>
    public void LookAgain() => _seen = null;
}

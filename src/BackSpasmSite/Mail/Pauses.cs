namespace BackSpasmSite.Mail;

/// <summary>
/// Growing pauses between one try and the next: a minute, two, four, up to an hour. They live in memory, so after a restart
/// everything is tried at once.
/// </summary>
internal sealed class Pauses(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Dictionary<long, (TimeSpan Length, DateTimeOffset End)> _pauses = [];

    /// <summary>Begins the next pause of what has this number, and says how long it is.</summary>
    public TimeSpan Begin(long number)
    {
        var length = _pauses.TryGetValue(number, out var before) ? before.Length * 2 : First;
        if (length > Longest) length = Longest;
        _pauses[number] = (length, time.GetUtcNow() + length);
        return length;
    }

    /// <summary>It has worked: what comes next begins anew.</summary>
    public void Forget(long number) => _pauses.Remove(number);

    public bool Lasts(long number) => _pauses.TryGetValue(number, out var pause) && time.GetUtcNow() < pause.End;

    /// <summary>Everything whose pause is not over.</summary>
    public IReadOnlyList<long> Lasting() => [.. _pauses.Keys.Where(Lasts)];
}

namespace BackSpasmSite.Content;

/// <summary>
/// The result of an action that can be refused: its value, or why not. If callers must tell several endings apart, the action returns
/// a closed <c>…Result</c> record instead; a <c>Validate…</c> method returns only why not.
/// </summary>
/// <param name="Value">Null if it was refused.</param>
/// <param name="Refusal">Why not, and what to do, in a sentence for the person who tried; null if it was done.</param>
internal sealed record Outcome<T>(T? Value, string? Refusal)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refused, with this sentence.</summary>
    public static Outcome<T> Refused(string reason) => new(null, reason);
}

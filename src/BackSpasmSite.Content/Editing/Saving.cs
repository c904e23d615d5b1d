namespace BackSpasmSite.Content.Editing;

/// <summary>What became of a text that was to be saved.</summary>
internal abstract record Saving
{
    private Saving()
    {
    }

    /// <summary>It is the article's file now.</summary>
    public sealed record Done : Saving;

    /// <summary>A mistake in it would keep it from readers, so nothing was written.</summary>
    public sealed record HeldBack(Trial Trial) : Saving;

    /// <summary>It would do what only another page may do, or what cannot be, so nothing was written.</summary>
    /// <param name="Reason">What to change, in words.</param>
    public sealed record Refused(string Reason) : Saving;

    /// <summary>There are errors that readers would notice; nothing was written until the editor confirms it.</summary>
    public sealed record HasErrors(Trial Trial) : Saving;

    /// <summary>Somebody saved the file since it was read, so nothing was written.</summary>
    /// <param name="Theirs">The file as it is now.</param>
    /// <param name="Hash">That file's hash.</param>
    public sealed record Conflict(string Theirs, string Hash) : Saving;

    /// <summary>The disk does not take it, so nothing was written.</summary>
    /// <param name="Text">The whole file, to be put in its place by hand.</param>
    /// <param name="Changes">What differs from the file there is.</param>
    /// <param name="Reason">What the system says.</param>
    public sealed record NotWritable(string Text, IReadOnlyList<DiffLine> Changes, string Reason) : Saving;

    /// <summary>There is no such file any more.</summary>
    public sealed record Gone : Saving;
}

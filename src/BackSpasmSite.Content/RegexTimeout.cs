namespace BackSpasmSite.Content;

/// <summary>No regular expression may keep a processor busy for longer than this, whatever text it is given.</summary>
internal static class RegexTimeout
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// To be called before anything else, because each pattern reads it once. The runtime wants a <see cref="TimeSpan"/>, so
    /// the project file can't set it.
    /// </summary>
    public static void Set() => AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", Limit);
}

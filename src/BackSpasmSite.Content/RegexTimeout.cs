namespace BackSpasmSite.Content;

/// <summary>The time limit of every regular expression, whatever text it is given.</summary>
internal static class RegexTimeout
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Call this first, because each pattern reads the value once. The runtime wants a <see cref="TimeSpan"/>, so the project file
    /// can't set it.
    /// </summary>
    public static void Set() => AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", Limit);
}

namespace BackSpasmSite.Feedback;

internal static class PersonalData
{
    public static IReadOnlyList<string> FindIn(string message) => message.Contains('@', StringComparison.Ordinal) ? [message] : [];
}

namespace BackSpasmSite.Accounts;

/// <summary>Which passwords are taken: long ones that are not among the first anybody would try.</summary>
internal static class PasswordRule
{
    public const int Least = 12;

    /// <summary>For people who are about to choose one.</summary>
    public const string Words = "At least 12 characters, of any kind. Four or five words that do not belong together are good.";

    private const int LeastFresh = 4;

    private static readonly string[] Obvious = ["password", "passwort", "qwertyuiop", "qwerty", "letmein", "iloveyou", "welcome", "admin", "editor"];

    /// <summary>Why not, in a sentence; null for a password that is taken.</summary>
    public static string? Validate(string password, string name) =>
        password.EnumerateRunes().Count() < Least ? $"The password is too short. {Words}"
        : Fresh(Without(password, [name, .. Obvious])) < LeastFresh ? $"That password is one of the first that somebody would try. {Words}"
        : null;

    private static string Without(string password, IEnumerable<string> words) =>
        words.Aggregate(password, (left, word) => left.Replace(word, "", StringComparison.OrdinalIgnoreCase));

    /// <summary>How many characters are neither the one before nor its neighbour, as all but the first are in aaaa, abcd and 4321.</summary>
    private static int Fresh(string text) =>
        text.Length == 0 ? 0 : 1 + text.Zip(text.Skip(1), (before, after) => Math.Abs(after - before)).Count(step => step > 1);
}

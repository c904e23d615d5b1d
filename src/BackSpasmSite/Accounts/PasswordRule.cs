namespace BackSpasmSite.Accounts;

internal static class PasswordRule
{
    public const int Least = 12;

    public const string Words = "At least 12 characters of any kind. Four or five unrelated words work well.";

    private const int LeastFresh = 4;

    private static readonly string[] Obvious = ["password", "passwort", "qwertyuiop", "qwerty", "letmein", "iloveyou", "welcome", "admin", "editor"];

    public static string? Validate(string password, string name) =>
        password.EnumerateRunes().Count() < Least ? $"The password is too short. {Words}"
        : Fresh(Without(password, [name, .. Obvious])) < LeastFresh ? $"That password is too easy to guess. {Words}"
        : null;

    private static string Without(string password, IEnumerable<string> words) =>
        words.Aggregate(password, (left, word) => left.Replace(word, "", StringComparison.OrdinalIgnoreCase));

    /// <summary>Counts characters that neither repeat nor continue the one before, as in aaaa, abcd and 4321.</summary>
    private static int Fresh(string text) =>
        text.Length == 0 ? 0 : 1 + text.Zip(text.Skip(1), (before, after) => Math.Abs(after - before)).Count(step => step > 1);
}

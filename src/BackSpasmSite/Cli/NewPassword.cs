using System.CommandLine;

namespace BackSpasmSite.Cli;

/// <summary>A password that somebody chooses: asked for twice at the terminal, or the first line of what is handed in.</summary>
internal static class NewPassword
{
    public static Option<bool> Option() =>
        new("--password-stdin") { Description = "Take the password from the first line of standard input and do not ask for it." };

    /// <returns>The password, or why there is none.</returns>
    public static (string? Password, string? Reason) Read(bool fromInput, Caller caller)
    {
        if (fromInput)
            return caller.Input().ReadLine() is { Length: > 0 } line ? (line.TrimStart('\uFEFF'), null) : (null, "There is no password on the first line of standard input.");
        if (caller.AskSecret is not { } ask)
            return (null, "There is no terminal to ask for the password at. Hand it in on standard input with --password-stdin.");

        var password = ask("New password");
        return password == ask("The same again") ? (password, null) : (null, "The password was not the same twice, so nothing was changed.");
    }
}

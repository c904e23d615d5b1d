namespace BackSpasmSite.Commands;

/// <summary>Who gave the command: where they stand, where answers go, and what time it is.</summary>
/// <param name="Output">What was asked for, and nothing else, so that it can be piped.</param>
/// <param name="Data">The same place as bytes, for data in UTF-8 whatever the terminal speaks.</param>
/// <param name="Error">What went wrong, and remarks for people.</param>
/// <param name="Directory">The directory that printed paths count from.</param>
internal sealed record Caller(TextWriter Output, Stream Data, TextWriter Error, string Directory, TimeProvider Time)
{
    public static Caller OfThisProcess() =>
        new(Console.Out, Console.OpenStandardOutput(), Console.Error, System.IO.Directory.GetCurrentDirectory(), TimeProvider.System);

    /// <summary>Says why not.</summary>
    public int Refuse(string? reason)
    {
        Error.WriteLine(reason);
        return ExitCode.Refused;
    }
}

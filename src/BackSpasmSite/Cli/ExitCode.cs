namespace BackSpasmSite.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It ran, and the answer is no: errors in the content, an article that is already there.</summary>
    public const int Refused = 1;

    /// <summary>It could not run: a bad option, a bad setting, a folder that can't be read.</summary>
    public const int CouldNotRun = 2;

    /// <summary>It ran until a fault of the software ended it, so a supervisor should start it again.</summary>
    public const int Failed = 3;
}

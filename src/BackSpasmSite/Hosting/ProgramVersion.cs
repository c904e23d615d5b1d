using System.Reflection;

namespace BackSpasmSite.Hosting;

/// <summary>The version of this build, as <c>--version</c>, the desk and the log show it.</summary>
internal static class ProgramVersion
{
    /// <summary>As much of a commit's hash as Git itself shows.</summary>
    private const int CommitLength = 7;

    /// <summary>SemVer, such as <c>1.2.0+3300895</c>. What comes after the plus is the commit, if the program was built from a Git checkout.</summary>
    public static string Text { get; } = Shorten(typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0");

    public static string Shorten(string version) =>
        version.IndexOf('+') is >= 0 and var plus && version.Length > plus + 1 + CommitLength ? version[..(plus + 1 + CommitLength)] : version;
}

namespace BackSpasmSite.Content.Files;

internal static class GitCheckout
{
    /// <summary>Whether the folder is in the work tree of a Git repository, whose <c>.git</c> is a folder, or a file in a worktree or submodule.</summary>
    public static bool Has(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Path.Exists(Path.Combine(at.FullName, ".git"))) return true;
        return false;
    }
}

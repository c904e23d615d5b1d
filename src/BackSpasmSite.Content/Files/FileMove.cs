using System.Runtime.InteropServices;
using System.Text;

namespace BackSpasmSite.Content.Files;

/// <summary>Gives a file a name that nobody has, in one step.</summary>
internal static class FileMove
{
    private const int AlreadyThere = 17;

    /// <summary>
    /// False when there is a file of that name. <c>File.Move</c> is no help, because outside Windows it looks first and moves
    /// afterwards: of two who do so at once, one loses its file.
    /// </summary>
    public static bool WithoutOverwriting(string from, string to)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                File.Move(from, to, overwrite: false);
                return true;
            }

            if (Link(Encoding.UTF8.GetBytes($"{from}\0"), Encoding.UTF8.GetBytes($"{to}\0")) == 0) return true;
            return Marshal.GetLastPInvokeError() != AlreadyThere && WithoutLinks(from, to);
        }
        catch (IOException) when (Path.Exists(to))
        {
            return false;
        }
    }

    /// <summary>On disks without hard links an empty file takes the name until the move.</summary>
    private static bool WithoutLinks(string from, string to)
    {
        new FileStream(to, FileMode.CreateNew).Dispose();
        try
        {
            File.Move(from, to, overwrite: true);
            return true;
        }
        catch
        {
            File.Delete(to);
            throw;
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] from, byte[] to);
}

using System.Text;

namespace BackSpasmSite.Cli;

/// <summary>Asks at the terminal.</summary>
internal static class Terminal
{
    /// <summary>Shows nothing of what is typed, and not even how long it is.</summary>
    public static string AskSecret(string question)
    {
        Console.Error.Write($"{question}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key is not ConsoleKey.Enter)
        {
            if (key.Key is ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}

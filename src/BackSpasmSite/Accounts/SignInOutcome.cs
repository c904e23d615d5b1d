namespace BackSpasmSite.Accounts;

/// <summary>What became of a try to sign in.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <param name="Browser">By which this browser is known from now on.</param>
    public sealed record Done(string Browser) : SignInOutcome;

    /// <summary>The password is right, and the account has a second factor.</summary>
    public sealed record NeedsCode : SignInOutcome;

    /// <summary>The name, the password or the code is wrong, or the account is locked: which of them, nobody is told.</summary>
    public sealed record Wrong : SignInOutcome;

    /// <summary>The password was right too long ago to take a code now.</summary>
    public sealed record TooLate : SignInOutcome;

    /// <summary>Too many are signing in at this moment.</summary>
    public sealed record Busy : SignInOutcome;

    /// <summary>Too many tries from there.</summary>
    public sealed record TooMany(TimeSpan Wait) : SignInOutcome;
}

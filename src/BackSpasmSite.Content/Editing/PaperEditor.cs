using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Editing;

/// <summary>A paper as it is in references.json, for editing what we say about it.</summary>
/// <param name="Hash">Of the entry's text: another paper may change meanwhile.</param>
internal sealed record EditedPaper(Reference Paper, string Hash);

/// <summary>Changes what the site says about a paper (<c>evidence</c>, <c>finding</c>), and never over another person's change.</summary>
internal sealed class PaperEditor(ContentFolder folder)
{
    /// <summary>The paper as it is in the file now; null if it, or the whole file, can't be read.</summary>
    public EditedPaper? Open(string id) =>
        BibliographyFile.Open(folder).Value is { } file && Find(file.Text, id) is var (paper, index, edit) ? new EditedPaper(paper, HashOf(edit.TextOf(index))) : null;

    /// <summary>Saves, unless the paper's entry has changed since it was opened. Every other byte of the file stays.</summary>
    /// <param name="hash">The hash of the entry that the editor saw.</param>
    /// <param name="evidence">On one line; empty for none.</param>
    /// <param name="finding">On one line; empty for none.</param>
    public PaperSaveResult Save(string id, string hash, string evidence, string finding)
    {
        var (file, error) = BibliographyFile.Open(folder);
        if (file is null) return new PaperSaveResult.Refused(error!);
        if (Find(file.Text, id) is not var (paper, index, edit)) return Read(file.Text).IsWhole ? new PaperSaveResult.Gone() : new PaperSaveResult.Refused("references.json has mistakes that have to be fixed first.");
        if (HashOf(edit.TextOf(index)) != hash) return new PaperSaveResult.Conflict(new EditedPaper(paper, HashOf(edit.TextOf(index))));

        var text = file.Text;
        if (evidence != (paper.Evidence ?? "")) text = TextEdit.Apply(text, edit.SetCustom(index, "evidence", evidence.Length == 0 ? null : evidence));
        if (finding != (paper.Finding ?? "")) text = TextEdit.Apply(text, new BibliographyEdit(text).SetCustom(index, "finding", finding.Length == 0 ? null : finding));
        if (text == file.Text) return new PaperSaveResult.Done();
        // Read back before it is written, as by the site.
        if (Find(text, id) is not var (after, _, _) || (after.Evidence ?? "") != evidence || (after.Finding ?? "") != finding || Read(text).Ids.Count() != Read(file.Text).Ids.Count())
            return new PaperSaveResult.Refused("The entry is written in an unusual way, so it can't be changed here. Change it in the file.");
        try
        {
            return file.TrySave(text) ? new PaperSaveResult.Done() : Open(id) is { } theirs ? new PaperSaveResult.Conflict(theirs) : new PaperSaveResult.Gone();
        }
        catch (Exception refused) when (WriteFailure.Is(refused))
        {
            return new PaperSaveResult.NotWritable(LineDiff.Of(file.Text, text), WriteFailure.Cause(refused));
        }
    }

    private static (Reference Paper, int Index, BibliographyEdit Edit)? Find(string text, string id)
    {
        try
        {
            var edit = new BibliographyEdit(text);
            // The first of two with one id is the one that counts.
            return edit.IndexOf(id) is { } index && Read(text).Find(id) is { } paper ? (paper, index, edit) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ReferenceLibrary Read(string text) => BibliographyReader.Read(new SourceText(BibliographyFile.Name, LineText.WithLineFeeds(text)), []);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The result of saving what the site says about a paper.</summary>
internal abstract record PaperSaveResult
{
    private PaperSaveResult()
    {
    }

    public sealed record Done : PaperSaveResult;

    /// <summary>Not written: the entry was changed since it was opened.</summary>
    public sealed record Conflict(EditedPaper Theirs) : PaperSaveResult;

    /// <summary>Not written: the entry is no longer in the file.</summary>
    public sealed record Gone : PaperSaveResult;

    /// <summary>Not written: the file can't be changed safely.</summary>
    public sealed record Refused(string Reason) : PaperSaveResult;

    /// <summary>Not written: the disk refused it.</summary>
    public sealed record NotWritable(IReadOnlyList<DiffLine> Changes, string Reason) : PaperSaveResult;
}

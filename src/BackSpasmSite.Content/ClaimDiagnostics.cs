using System.Text.RegularExpressions;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content;

/// <summary>Finds claims that promise too much, and figures and studies without a paper behind them. English only.</summary>
internal static partial class ClaimDiagnostics
{
    /// <summary>Words such as “cures” and “guaranteed”, each where it stands.</summary>
    public static IEnumerable<(ReadingBlock Block, TextRange Range, string Message)> Absolute(ReadingText text) =>
        from block in text.Blocks
        where !block.IsOfSite && block.Kind is not (BlockKind.Code or BlockKind.BoxTitle) && AbsoluteWords().IsMatch(block.Text)
        from sentence in Sentences.Of(block)
        from range in Absolute(block.Text, sentence)
        select (block, range, Promise(range.Of(block.Text)));

    /// <summary>The same in one line, such as the description.</summary>
    public static string? Absolute(string line) =>
        Absolute(line, new TextRange(0, line.Length)).Select(range => Promise(range.Of(line))).FirstOrDefault();

    private static string Promise(string words) =>
        $"“{words}” promises more than a study can show. Say how much it helped, whom, and how sure that is.";

    private static IEnumerable<TextRange> Absolute(string text, TextRange sentence)
    {
        var words = sentence.Of(text);
        // A question claims nothing.
        if (words.AsSpan().TrimEnd("”’\"') ").EndsWith("?")) yield break;
        var from = 0;
        foreach (Match match in AbsoluteWords().Matches(words))
        {
            var before = words[from..match.Index];
            from = match.Index + match.Length;
            // In quotation marks it is somebody else's word.
            if (words.AsSpan(0, match.Index).Count('“') > words.AsSpan(0, match.Index).Count('”')) continue;
            if (Negation().IsMatch(before[ClauseStart(before)..]) || NegationAfter().IsMatch(words[from..])) continue;
            yield return new TextRange(sentence.Start + match.Index, sentence.Start + from);
        }
    }

    private static int ClauseStart(string before) => Math.Max(before.LastIndexOf(';'), before.LastIndexOf(" but ", StringComparison.OrdinalIgnoreCase)) + 1;

    /// <summary>Percentages, figures of studies and “studies show” where neither the paragraph nor the list or table it belongs to cites a paper.</summary>
    public static IEnumerable<(ReadingBlock Block, TextRange Range, string Message)> Uncited(ReadingText text)
    {
        var blocks = text.Blocks.Where(block => block is { IsOfSite: false, Kind: BlockKind.Paragraph or BlockKind.ListItem or BlockKind.Caption or BlockKind.TableCell or BlockKind.Heading }).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Kind == BlockKind.Heading || IsCited(blocks, i) || !MayClaim().IsMatch(block.Text)) continue;
            foreach (var sentence in Sentences.Of(block))
            {
                if (ClaimIn(block.Text, sentence) is not { } claim) continue;
                yield return (block, sentence, $"“{claim}” has no paper behind it: nothing here cites one. Cite the paper after the claim, or leave the claim out.");
                break;
            }
        }
    }

    private static string? ClaimIn(string text, TextRange range)
    {
        var sentence = text.AsSpan()[range.Start..range.End];
        if (!MayClaim().IsMatch(sentence)) return null;
        if (Found(Shares()) is { } share) return share;
        if (NoStudy().IsMatch(sentence)) return null;
        if (Found(StudiesShow()) is { } studies) return studies;
        return StudyWord().IsMatch(sentence) ? Found(Figure()) : null;

        string? Found(Regex claim) => claim.Match(text, range.Start, range.End - range.Start) is { Success: true } found ? found.Value : null;
    }

    /// <summary>
    /// True if the block cites a paper, or what it belongs to does: a list with the paragraphs before and after it if the first ends
    /// with a colon; a table or a caption with the paragraphs beside it.
    /// </summary>
    private static bool IsCited(List<ReadingBlock> blocks, int index)
    {
        var kind = blocks[index].Kind;
        var (first, last) = (index, index);
        if (kind is BlockKind.TableCell or BlockKind.ListItem)
        {
            while (first > 0 && blocks[first - 1].Kind == kind) first--;
            while (last + 1 < blocks.Count && blocks[last + 1].Kind == kind) last++;
        }

        switch (kind)
        {
            case BlockKind.ListItem when first > 0 && Introduces(blocks[first - 1]):
            case BlockKind.TableCell or BlockKind.Caption:
                (first, last) = (first - 1, last + 1);
                break;
            case BlockKind.ListItem:
                (first, last) = (index, index);
                break;
            case BlockKind.Paragraph when Introduces(blocks[index]):
                while (last + 1 < blocks.Count && blocks[last + 1].Kind == BlockKind.ListItem) last++;
                last++;
                break;
        }

        for (var i = Math.Max(0, first); i <= Math.Min(last, blocks.Count - 1); i++)
            if (blocks[i].Citations.Count > 0) return true;
        return false;
    }

    private static bool Introduces(ReadingBlock block) => block is { Kind: BlockKind.Paragraph, Text: [.., ':'] };

    private const string Digits = "[0-9]+(?:[.,][0-9]+)?";
    private const string Percent = $"{Digits} ?(?:%|per ?cent)";
    private const string Count = "(?:[0-9]{1,4}|one|two|three|four|five|six|seven|eight|nine)";
    private const string People = "(?:people|patients|adults|children|men|women|runners|athletes|participants|volunteers|cases|users|them|us|those|episodes|bouts|attacks|spasms|sufferers|workers)";
    private const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"\bcure[sd]?\b|\bcuring\b|\bguarantee[sd]?\b|\bmiracles?\b|\bmiraculous(?:ly)?\b"
        + @"|\balways (?:works?|helps?|heals?|relieves?|eases?|prevents?|safe|effective|goes away)\b|\bnever (?:fails?|harmful|dangerous)\b"
        + @"|\b(?:completely|totally|entirely|absolutely|perfectly|100 ?%|100 per ?cent) (?:safe|harmless|effective|painless)\b|\brisk[- ]free\b"
        + @"|\b(?:works?|helps?) (?:for )?(?:everyone|everybody|anyone)\b|\bpermanent(?:ly)? (?:fix(?:es)?|heals?|ends?|relief|relieves?|solution)\b|\b(?:instant|immediate) relief\b"
        + @"|\bproven to (?:work|heal|help)\b|\b(?:eliminates?|banish(?:es)?) (?:all )?(?:the |your )?(?:back )?(?:pain|spasms?)\b", Plain)]
    private static partial Regex AbsoluteWords();

    /// <summary>Before an absolute word, it denies or only reports it.</summary>
    [GeneratedRegex(
        @"\b(?:no|not|never|nothing|none|nobody|neither|nor|cannot|without|few|rarely|hardly|seldom|unlikely|unproven|wary|beware|avoid|myths?|if|whether|claim(?:s|ed|ing)?|promis(?:e|es|ed|ing)|sold as|sells?|advertis\w+|hop(?:e|es|ed|ing)|looking for|search\w* for)\b|n['’]t\b", Plain)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\A[ ,]*(?:\w+ ){0,3}(?:(?:is|are|was|were|has|have|does|do|did|can|will) (?:not|never|un\w+)|\w+n['’]t|cannot|not|unlikely|unknown)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NegationAfter();

    /// <summary>A quick look before the others: at the block, then at each sentence.</summary>
    [GeneratedRegex(@"%|\bper ?cent\b|\b(?:in|out of) (?:every )?(?:[0-9]|t|f|a h|h)|\b(?:stud(?:y|ies)|research\w*|trials?|evidence|scien\w+|experts|reviews?|meta-anal\w+|surveys?|data|prove[dn]|shown|participants|volunteers)\b", Plain)]
    private static partial Regex MayClaim();

    [GeneratedRegex(
        $@"\b{Percent} of (?:the |all |these |those |our )?{People}\b|\b{Percent} (?:less|more|fewer|lower|higher|better|worse|greater|reduction|increase)\b|\bby (?:about |up to |around |over |nearly |almost |at least ){{0,2}}{Percent}"
        + $@"|\b{Count} (?:in|out of) (?:every )?(?:10|20|50|100|1,?000|ten|five|four|three|twenty|a hundred|hundred) {People}\b|\b{Count} out of (?:every )?(?:[0-9]{{1,4}}|ten|five|four|three|twenty|hundred)\b", Plain)]
    private static partial Regex Shares();

    [GeneratedRegex(
        @"\b(?:stud(?:y|ies)|research(?:ers)?|trials?|evidence|science|scientists|experts|reviews?|meta-analys[ei]s|surveys?) (?:(?:have|has|had|can|also|all|clearly|now|often|consistently|long|recently) ){0,3}"
        + @"(?:show(?:s|ed|n)?|found|finds?|prove[sdn]?|suggest(?:s|ed)?|indicate[sd]?|confirm(?:s|ed)?|demonstrate[sd]?|agree|report(?:s|ed)?|says?|conclude[sd]?)\b"
        + @"|\baccording to (?:\w+ ){0,2}(?:stud(?:y|ies)|research(?:ers)?|scientists|experts|trials?|reviews?)\b|\b(?:scientifically|clinically) (?:proven|shown)\b|\b(?:has|have) been (?:shown|proven|proved) (?:that|to)\b", Plain)]
    private static partial Regex StudiesShow();

    /// <summary>“We found no trial of …” is about what does not exist.</summary>
    [GeneratedRegex(
        @"\b(?:no|nor|any|without an?|not from an?|not in an?|none of (?:the|these)|little|too few|a lack of) (?:\S+ ){0,3}(?:study|studies|trials?|reviews?|research|evidence|proof)\b", Plain)]
    private static partial Regex NoStudy();

    [GeneratedRegex(@"\b(?:stud(?:y|ies)|trials?|reviews?|surveys?|researchers|participants|volunteers)\b", Plain)]
    private static partial Regex StudyWord();

    /// <summary>A number in digits that is no year.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}.,:/-])(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]+(?:[.,][0-9]+)*(?: ?%| people| patients| adults| participants)?(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}

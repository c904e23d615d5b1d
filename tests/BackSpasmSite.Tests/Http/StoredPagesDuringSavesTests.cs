using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content;
using BackSpasmSite.Pages;
using BackSpasmSite.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;
using static BackSpasmSite.Tests.Http.StoredPageConnectionMiddlewareTests;

namespace BackSpasmSite.Tests.Http;

/// <summary>A connection that is kept alive, and read before Kestrel makes a request of it, sees each change whole and at once.</summary>
public sealed partial class StoredPagesDuringSavesTests
{
    private const string Page = "/articles/heat-or-ice", Held = "It is pleasant.", Notice = "We are checking this passage";

    [Fact]
    public async Task Each_answer_is_of_one_edition_and_none_is_older_than_the_one_before_it_while_saves_go_on()
    {
        await using var site = Sites.New();
        var current = site.Services.GetRequiredService<CurrentEdition>();
        var first = current.Edition!;
        current.Publish(Numbered(first, 0));
        using var done = new CancellationTokenSource();
        var (early, faults) = (new ConcurrentDictionary<int, bool>(), new ConcurrentQueue<string>());
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(() => ReadAsync(site, reader, early, faults, done.Token), TestContext.Current.CancellationToken)).ToList();

        for (var number = 1; number <= 150; number++)
        {
            // The next save comes while readers still have this edition from memory, or at once.
            if (number % 3 != 0) await UntilAsync(() => early.ContainsKey(number - 1));
            current.Publish(Numbered(first, number));
        }

        await UntilAsync(() => early.ContainsKey(150));
        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Empty(faults.Distinct());
        Assert.InRange(early.Count, 100, 151);

        Task UntilAsync(Func<bool> isSo) => Polling.UntilAsync(() => isSo() || !faults.IsEmpty);
    }

    [Fact]
    public async Task A_passage_on_hold_is_not_sent_after_the_desk_has_said_so_and_comes_back_when_it_is_lifted()
    {
        await using var site = Sites.New();
        using var reporter = site.Browser();
        using var reported = await reporter.FillInAsync(("article", "heat-or-ice"), ("concern", "harmful"), ("section", "s-heat"), ("quote", Held));
        Assert.Equal(HttpStatusCode.SeeOther, reported.StatusCode);
        using var editor = await site.SignInAsync("rita");
        for (var turn = 0; turn < 3; turn++)
        {
            // In memory, and read early by a connection that stays open.
            await Sites.AskAsync(site, Request());
            using var reader = await Sites.ConnectAsync(site);
            var words = await Sites.AskAsync(reader, Request());
            Assert.True(IsEarly(words) && words.Contains(Held, StringComparison.Ordinal) && !words.Contains(Notice, StringComparison.Ordinal), words);
            var before = EtagOf(words);

            await PressAsync(editor, ("kind", "passage"), ("report", "1"), ("back", "/editor/reports/1"));
            var held = await Sites.AskAsync(reader, Request());
            var known = await Sites.AskAsync(site, Request($"If-None-Match: {before}\r\n"));
            Assert.Contains(Notice, held, StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 200 ", known, StringComparison.Ordinal);
            Assert.Contains(Notice, known, StringComparison.Ordinal);

            using var lifted = await editor.PostFormAsync("/editor/holds", "main form:has([name=lift])");
            Assert.Equal(HttpStatusCode.SeeOther, lifted.StatusCode);
            Assert.DoesNotContain(Notice, await Sites.AskAsync(reader, Request()), StringComparison.Ordinal);
        }
    }

    /// <summary>Asks again and again, for one page in one coding, over connections that are kept until Kestrel has them.</summary>
    private static async Task ReadAsync(TestSite site, int reader, ConcurrentDictionary<int, bool> early, ConcurrentQueue<string> faults, CancellationToken done)
    {
        var coding = reader % 2 == 0 ? "identity" : "gzip";
        while (!done.IsCancellationRequested)
        {
            using var client = await Sites.ConnectAsync(site);
            for (var (last, byKestrel) = (0, 0); byKestrel < 3 && !done.IsCancellationRequested;)
            {
                var answer = await Sites.AskAsync(client, Request($"Accept-Encoding: {coding}\r\n"));
                var number = Check(answer, coding, faults);
                if (number < last) faults.Enqueue($"{number} came after {last}");
                last = number;
                if (IsEarly(answer)) early.TryAdd(number, true);
                else byKestrel++;
            }
        }
    }

    /// <returns>The number of the edition.</returns>
    private static int Check(string answer, string coding, ConcurrentQueue<string> faults)
    {
        var (head, body) = answer.Split("\r\n\r\n", 2) is [var before, var after] ? (before, Encoding.Latin1.GetBytes(after)) : ("", []);
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || !head.Contains($"\r\nContent-Length: {body.Length}", StringComparison.Ordinal)) faults.Enqueue($"Not whole: {answer}");
        if (EtagOf(answer) != $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"") faults.Enqueue($"The ETag is not of these bytes: {head}");
        var text = Encoding.UTF8.GetString(body.Decoded(coding));
        var numbers = Number().Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
        var number = numbers is [var only] ? int.Parse(only, CultureInfo.InvariantCulture) : -1;
        // The name of the site, the words of the article, and the address of the stylesheet.
        if (!text.Contains($"Site {number}<", StringComparison.Ordinal) || !text.Contains($"Words {number}.", StringComparison.Ordinal) || !text.Contains(Stylesheet.For(Accent(number)).Href, StringComparison.Ordinal))
            faults.Enqueue($"Of several editions: {string.Join(", ", numbers)}");
        return number;
    }

    private static Edition Numbered(Edition edition, int number)
    {
        var article = edition.Articles.Values.Single();
        var text = article.Text with { LeadHtml = string.Create(CultureInfo.InvariantCulture, $"<p>Words {number}.</p>{new string('x', number * 37 % 2000)}") };
        var saved = article with { Render = () => text };
        return edition with
        {
            Site = edition.Site with { Name = string.Create(CultureInfo.InvariantCulture, $"Site {number}"), Accent = Accent(number) },
            Articles = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(saved.Slug, saved)]),
            Hash = string.Create(CultureInfo.InvariantCulture, $"{number}"),
        };
    }

    private static string Accent(int number) => string.Create(CultureInfo.InvariantCulture, $"#{number % 5 * 0x100000:x6}");

    private static string Request(string headers = "") => $"GET {Page} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n";

    private static string EtagOf(string answer) => answer.Split("\r\n").FirstOrDefault(line => line.StartsWith("ETag: ", StringComparison.Ordinal), "ETag: ")[6..];

    private static async Task PressAsync(HttpClient editor, params (string Name, string Value)[] fields)
    {
        using var answer = await editor.PressAsync("/editor/holds", fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [GeneratedRegex("(?:Site|Words) ([0-9]+)")]
    private static partial Regex Number();
}
